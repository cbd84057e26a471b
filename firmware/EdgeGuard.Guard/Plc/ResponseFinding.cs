using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>What is wrong with an answer, with the numbers that show it. One a receiver, reused; allocates nothing.</summary>
internal sealed class ResponseFinding
{
    // Where a write's answer repeats the address, and what stands behind it: value, quantity or masks.
    private const int AddressAt = 1;
    private const int BehindAddress = 3;

    /// <summary>None, or in which way the answer is not what it should be. An exception that is clear all the same can have one.</summary>
    internal ResponseFault Fault { get; private set; }

    /// <summary>What the request implies; 0 where there is no number.</summary>
    internal int Expected { get; private set; }

    /// <summary>What came instead.</summary>
    internal int Actual { get; private set; }

    /// <summary>The address that a write's answer names, where it is another one; otherwise -1.</summary>
    internal int Address { get; private set; } = -1;

    /// <summary>Bytes of the PDU that is handed on, after <see cref="Look"/>.</summary>
    internal int PduLength { get; private set; }

    internal void Clear()
    {
        Set(ResponseFault.None, 0, 0);
    }

    internal void Set(ResponseFault fault, int expected, int actual)
    {
        Fault = fault;
        Expected = expected;
        Actual = actual;
        Address = -1;
    }

    /// <summary>Looks at the PDU that came. True: it can be handed on; of an exception only what one consists of.</summary>
    internal bool Look(Request request, byte[] buffer, int offset, int length)
    {
        Set(ResponseCheck.Check(request, buffer, offset, length), 0, 0);
        PduLength = length;
        if (Fault == ResponseFault.None) return true;
        Explain(request, buffer, offset, length);
        if (!ResponseCheck.IsClearException(request, buffer, offset, length)) return false;
        PduLength = ResponseLength.Exception;
        return true;
    }

    private void Explain(Request request, byte[] buffer, int offset, int length)
    {
        switch (Fault)
        {
            case ResponseFault.FunctionCode:
                Set(Fault, request.Function, buffer[offset]);
                break;
            case ResponseFault.Length:
                Set(Fault, ResponseLength.Of(request), length);
                break;
            case ResponseFault.ByteCount:
                if (ResponseLength.Of(request) != ResponseLength.Unknown) Set(Fault, ResponseLength.Of(request) - 2, buffer[offset + 1]);
                break;
            case ResponseFault.Exception:
                Set(Fault, length - ResponseLength.Exception, length < ResponseLength.Exception ? 0 : buffer[offset + 1]);
                break;
            case ResponseFault.Echo:
                Compare(request, buffer, offset, length);
                break;
            default:
                break; // Its name says all there is.
        }
    }

    private void Compare(Request request, byte[] buffer, int offset, int length)
    {
        int at = AddressAt;
        while (at < length && buffer[offset + at] == request.Buffer[request.Offset + at]) at++;
        if (!FunctionTable.HasAddress(request.Function))
        {
            Set(Fault, request.Buffer[request.Offset + at], buffer[offset + at]);
            return;
        }
        int field = at < BehindAddress ? AddressAt : at - (at - BehindAddress) % 2;
        Set(Fault, Word(request.Buffer, request.Offset + field), Word(buffer, offset + field));
        if (field == AddressAt) Address = Actual;
    }

    private static int Word(byte[] buffer, int at)
    {
        return buffer[at] << 8 | buffer[at + 1];
    }
}
