using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>Looks for what a unit says of itself in its answer. Strict: nothing of an answer is taken unless all of it is sound. Pure;
/// allocates nothing, throws nothing on any bytes.</summary>
internal static class IdentityAnswer
{
    // 43/14: function, MEI type, code, conformity, more follows, next object, number of objects (section 6.21).
    private const int Header = 7;
    private const int CodeAt = 2;
    private const int MoreAt = 4;
    private const int MostCode = 4;

    /// <summary>Whether an answer to this request can say anything: 17, and 43 with MEI type 14.</summary>
    internal static bool IsAsked(Request request)
    {
        if (request.Fault != RequestFault.None) return false;
        if (request.Function == FunctionCode.ReportServerId) return true;
        return request.Function == FunctionCode.EncapsulatedInterface && request.SubFunction == FunctionCode.MeiDeviceIdentification;
    }

    /// <summary>Whether it is an answer to 17: byte count, and so many bytes, one at least (section 6.13).</summary>
    internal static bool IsServerId(byte[] buffer, int offset, int length)
    {
        return length >= 3 && length <= ModbusLimits.MaxPdu && buffer[offset] == FunctionCode.ReportServerId
            && buffer[offset + 1] == length - 2;
    }

    /// <summary>Whether it is an answer to 43/14, one part of several perhaps: objects whose ids ascend, and nothing behind them. No object
    /// is cut in two: what follows is asked for by the client, and comes as an answer of its own.</summary>
    internal static bool IsIdentification(byte[] buffer, int offset, int length)
    {
        if (length < Header || length > ModbusLimits.MaxPdu || buffer[offset] != FunctionCode.EncapsulatedInterface) return false;
        int code = buffer[offset + CodeAt];
        int more = buffer[offset + MoreAt];
        bool isSound = buffer[offset + 1] == FunctionCode.MeiDeviceIdentification && code >= 1 && code <= MostCode
            && (more == 0 || more == 0xFF);
        int before = -1;
        int at = First();
        for (int left = buffer[offset + Header - 1]; isSound && left > 0; left--)
        {
            isSound = length - at >= 2 && length - at - 2 >= buffer[offset + at + 1] && buffer[offset + at] > before;
            if (!isSound) return false;
            before = buffer[offset + at];
            at = Behind(buffer, offset, at);
        }
        return isSound && at == length;
    }

    /// <summary>Where the first object stands, from the beginning of a sound answer.</summary>
    internal static int First()
    {
        return Header;
    }

    /// <summary>Where the object behind the one at a place stands.</summary>
    internal static int Behind(byte[] buffer, int offset, int at)
    {
        return at + 2 + buffer[offset + at + 1];
    }
}
