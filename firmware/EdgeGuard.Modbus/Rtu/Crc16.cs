namespace EdgeGuard.Modbus;

/// <summary>The CRC of an RTU frame (serial line guide V1.02, section 6.2.2):
/// polynomial A001 reflected, begun with FFFF, sent low byte first.</summary>
public static class Crc16
{
    /// <summary>Bytes of the CRC.</summary>
    public const int Length = 2;

    private const int Start = 0xFFFF;
    private const int Polynomial = 0xA001;

    private static readonly ushort[] Table = MakeTable();

    /// <summary>The CRC of so many bytes, 0…65535.</summary>
    public static int Of(byte[] buffer, int offset, int count)
    {
        int crc = Start;
        for (int i = offset; i < offset + count; i++)
        {
            crc = crc >> 8 ^ Table[(crc ^ buffer[i]) & 0xFF];
        }

        return crc;
    }

    /// <summary>Writes the CRC of so many bytes right behind them.</summary>
    public static void Append(byte[] buffer, int offset, int count)
    {
        int crc = Of(buffer, offset, count);
        buffer[offset + count] = (byte)(crc & 0xFF);
        buffer[offset + count + 1] = (byte)(crc >> 8);
    }

    /// <summary>Whether the last two of so many bytes are the CRC of those before them.</summary>
    public static bool Holds(byte[] buffer, int offset, int count)
    {
        return count >= Length && Of(buffer, offset, count - Length) == At(buffer, offset + count - Length);
    }

    /// <summary>The CRC that stands at an offset.</summary>
    public static int At(byte[] buffer, int offset)
    {
        return buffer[offset + 1] << 8 | buffer[offset];
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (int value = 0; value < table.Length; value++)
        {
            int crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
            }

            table[value] = (ushort)crc;
        }

        return table;
    }
}
