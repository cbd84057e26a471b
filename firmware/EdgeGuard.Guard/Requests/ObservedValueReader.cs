using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Reads from the PLC the values that a rule needs. One a session; used with every connection held.</summary>
internal sealed class ObservedValueReader
{
    private const int PduLength = 5;

    private readonly byte[] _adu = new byte[ModbusLimits.MbapHeader + PduLength];
    private readonly Request _request = new Request();

    /// <summary>Asks for what <paramref name="need"/> names. False: it cannot be asked for.</summary>
    internal bool Begin(PlcConnection connection, GuardConfiguration configuration, Decision need, Peer peer, EventSource events)
    {
        if (!Compose(need)) return false;
        events.Count(Counter.ValueReads);
        connection.Begin(configuration, _adu, 0, _request, peer, events);
        return true;
    }

    /// <summary>Keeps what was read. False: it could not be read.</summary>
    internal bool Store(PlcConnection connection, Decision need, ObservedValues into)
    {
        if (connection.Result != ExchangeResult.Answered) return false;
        byte[] answer = connection.ResponseBuffer;
        int offset = connection.ResponseOffset;
        if ((answer[offset] & FunctionCode.ExceptionFlag) != 0) return false;
        for (int i = 0; i < need.NeedQuantity; i++)
        {
            // Behind function code and byte count.
            into.Store(need.NeedUnit, need.NeedTable, need.NeedAddress + i, Value(answer, offset + 2, i), connection.SentAt);
        }
        return true;
    }

    private bool Compose(Decision need)
    {
        int at = ModbusLimits.MbapHeader;
        // 0 for a table that cannot be read so: no request decodes with it.
        _adu[at] = FunctionTable.ReadFunction(need.NeedTable);
        _adu[at + 1] = (byte)(need.NeedAddress >> 8);
        _adu[at + 2] = (byte)(need.NeedAddress & 0xFF);
        _adu[at + 3] = (byte)(need.NeedQuantity >> 8);
        _adu[at + 4] = (byte)(need.NeedQuantity & 0xFF);
        return _request.Decode(need.NeedUnit, _adu, at, PduLength);
    }

    private int Value(byte[] answer, int data, int index)
    {
        if (AddressTables.IsBits(_request.ReadTable)) return answer[data + index / 8] >> index % 8 & 1;
        return answer[data + 2 * index] << 8 | answer[data + 2 * index + 1];
    }
}
