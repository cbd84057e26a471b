namespace EdgeGuard.Traffic;

/// <summary>A number that is not negative in as few bytes as it needs: seven bits a byte, the lowest first, and the highest bit where more
/// follow.</summary>
internal static class CompactNumber
{
    /// <summary>Bytes of the largest one.</summary>
    internal const int MostBytes = 9;

    private const int More = 0x80;

    /// <summary>Writes it; returns where it ends.</summary>
    internal static int Put(byte[] buffer, int at, long value)
    {
        while (value >= More)
        {
            buffer[at++] = (byte)(value & 0x7F | More);
            value >>= 7;
        }
        buffer[at++] = (byte)value;
        return at;
    }

    /// <summary>Bytes of the number that stands there; 0: it does not end before the end, is too large, or could be shorter.</summary>
    internal static int Read(byte[] buffer, int at, int end, out long value)
    {
        value = 0;
        for (int i = 0; i < MostBytes && at + i < end; i++)
        {
            int digit = buffer[at + i];
            value |= (long)(digit & 0x7F) << (7 * i);
            if ((digit & More) == 0) return digit == 0 && i > 0 ? 0 : i + 1;
        }
        return 0;
    }
}
