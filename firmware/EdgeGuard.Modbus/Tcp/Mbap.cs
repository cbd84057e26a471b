namespace EdgeGuard.Modbus;

/// <summary>Reads and writes the MBAP header: big-endian, seven bytes (Messaging Guide V1.0b, section 3.1.3).</summary>
public static class Mbap
{
    /// <summary>The transaction id, 0…65535, of the frame at <paramref name="offset"/>.</summary>
    public static int TransactionId(byte[] buffer, int offset)
    {
        return buffer[offset] << 8 | buffer[offset + 1];
    }

    /// <summary>The length field of the frame at <paramref name="offset"/>: bytes from the unit id on.</summary>
    public static int Length(byte[] buffer, int offset)
    {
        return buffer[offset + 4] << 8 | buffer[offset + 5];
    }

    /// <summary>The unit id of the frame at <paramref name="offset"/>.</summary>
    public static byte UnitId(byte[] buffer, int offset)
    {
        return buffer[offset + 6];
    }

    /// <summary>Writes the header for a PDU of <paramref name="pduLength"/> bytes that stands, or will stand, right behind it.</summary>
    public static void Write(byte[] buffer, int offset, int transactionId, byte unitId, int pduLength)
    {
        int length = pduLength + 1;
        buffer[offset] = (byte)(transactionId >> 8);
        buffer[offset + 1] = (byte)(transactionId & 0xFF);
        buffer[offset + 2] = 0;
        buffer[offset + 3] = 0;
        buffer[offset + 4] = (byte)(length >> 8);
        buffer[offset + 5] = (byte)(length & 0xFF);
        buffer[offset + 6] = unitId;
    }
}
