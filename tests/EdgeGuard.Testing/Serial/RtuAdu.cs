namespace EdgeGuard.Testing.Serial;

/// <summary>Makes RTU frames for tests, good and bad. Shares nothing with the code under test: its CRC is counted bit by bit.</summary>
public static class RtuAdu
{
    /// <summary>Unit id, PDU, CRC.</summary>
    public static byte[] Frame(byte unit, params byte[] pdu)
    {
        return WithCrc([unit, .. pdu]);
    }

    public static byte[] Read(byte unit, byte function, int address, int quantity)
    {
        return Frame(unit, function, (byte)(address >> 8), (byte)(address & 0xFF), (byte)(quantity >> 8), (byte)(quantity & 0xFF));
    }

    public static byte[] WriteRegister(byte unit, int address, int value)
    {
        return Frame(unit, 6, (byte)(address >> 8), (byte)(address & 0xFF), (byte)(value >> 8), (byte)(value & 0xFF));
    }

    /// <summary>The exception response to a request frame.</summary>
    public static byte[] Exception(byte[] request, byte code)
    {
        System.ArgumentNullException.ThrowIfNull(request);
        return Frame(request[0], (byte)(request[1] | 0x80), code);
    }

    public static byte[] WithCrc(byte[] bytes)
    {
        int crc = Crc(bytes);
        return [.. bytes, (byte)(crc & 0xFF), (byte)(crc >> 8)];
    }

    public static bool HasGoodCrc(byte[] frame)
    {
        System.ArgumentNullException.ThrowIfNull(frame);
        int crc = Crc(frame[..^2]);
        return frame[^2] == (crc & 0xFF) && frame[^1] == crc >> 8;
    }

    private static int Crc(byte[] bytes)
    {
        int crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
        }
        return crc;
    }
}
