namespace EdgeGuard.Core;

/// <summary>Numbers in network byte order. Every cast that drops bits on purpose is here.</summary>
public static class BigEndian
{
    public static void Put16(byte[] buffer, int offset, int value)
    {
        unchecked
        {
            buffer[offset] = (byte)(value >> 8);
            buffer[offset + 1] = (byte)value;
        }
    }

    public static void Put32(byte[] buffer, int offset, int value)
    {
        Put16(buffer, offset, value >> 16);
        Put16(buffer, offset + 2, value);
    }

    public static void Put64(byte[] buffer, int offset, long value)
    {
        unchecked
        {
            Put32(buffer, offset, (int)(value >> 32));
            Put32(buffer, offset + 4, (int)value);
        }
    }

    public static int Get16(byte[] buffer, int offset)
    {
        return (buffer[offset] << 8) | buffer[offset + 1];
    }

    public static int Get32(byte[] buffer, int offset)
    {
        return (Get16(buffer, offset) << 16) | Get16(buffer, offset + 2);
    }

    public static long Get64(byte[] buffer, int offset)
    {
        return ((long)Get32(buffer, offset) << 32) | (Get32(buffer, offset + 4) & 0xFFFFFFFFL);
    }
}
