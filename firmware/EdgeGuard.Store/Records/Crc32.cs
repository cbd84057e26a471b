namespace EdgeGuard.Store;

/// <summary>CRC-32 of IEEE 802.3 (polynomial 0xEDB88320, reflected): finds
/// records that a power cut damaged. No protection against people.</summary>
public static class Crc32
{
    /// <summary>The value before the first byte.</summary>
    public const uint Start = 0xFFFFFFFF;

    private const uint Polynomial = 0xEDB88320;

    /// <summary>Goes on over some bytes.</summary>
    public static uint Add(uint crc, byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            crc ^= buffer[offset + i];
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
        }
        return crc;
    }

    /// <summary>The checksum of all that was added, as signed as records keep their numbers.</summary>
    /// <remarks>By way of long: <c>(int)</c> of a uint alone stays unsigned in the interpreter.</remarks>
    public static int Finish(uint crc)
    {
        return unchecked((int)(long)~crc);
    }
}
