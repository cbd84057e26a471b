using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>What a stream that is no Modbus/TCP looks like, so that it can be said in words that help. Pure.</summary>
internal static class StreamGuess
{
    // What a device says of itself has a few letters at least; less may be anything.
    private const int LeastText = 4;

    // An exception: unit, function, code, CRC.
    private const int LeastRtu = ModbusLimits.MinRtuAdu + 1;

    /// <summary>A better name for <paramref name="found"/>, where the bytes have one.</summary>
    internal static FrameFault Of(byte[] buffer, int count, FrameFault found)
    {
        if (IsRtu(buffer, count)) return FrameFault.RtuOverTcp;
        return IsText(buffer, count) ? FrameFault.Text : found;
    }

    /// <summary>Whether what has come may be the beginning of an answer without header, so that the rest is worth waiting for.</summary>
    internal static bool MayBeRtu(byte[] buffer, int count, byte unit, byte function)
    {
        return count > 1 && buffer[0] == unit && (buffer[1] & ~FunctionCode.ExceptionFlag) == function && !IsRtu(buffer, count);
    }

    private static bool IsRtu(byte[] buffer, int count)
    {
        return count >= LeastRtu && count <= ModbusLimits.MaxRtuAdu && Crc16.Holds(buffer, 0, count);
    }

    private static bool IsText(byte[] buffer, int count)
    {
        if (count < LeastText) return false;
        for (int i = 0; i < LeastText; i++)
        {
            if (buffer[i] < ' ' || buffer[i] > '~') return false;
        }
        return true;
    }
}
