namespace EdgeGuard.Testing.Captures;

/// <summary>What stands before an IP packet in a capture.</summary>
public static class CaptureLink
{
    public const int Null = 0;
    public const int Ethernet = 1;
    public const int Raw = 101;
    public const int Loopback = 108;
    public const int Cooked = 113;
    public const int Cooked2 = 276;

    /// <summary>A frame of a link type.</summary>
    /// <param name="linkType">One of those above.</param>
    /// <param name="packet">The IP packet.</param>
    /// <param name="tags">VLAN tags, the outer one first: TPIDs.</param>
    public static byte[] Frame(int linkType, byte[] packet, params int[] tags)
    {
        byte[] type = packet[0] >> 4 == 6 ? [0x86, 0xDD] : [0x08, 0x00];
        byte[] outer = tags.Length == 0 ? type : Half(tags[0]);
        byte[] head = linkType switch
        {
            Ethernet => [.. new byte[12], .. outer],
            Cooked => [.. new byte[14], .. outer],
            Cooked2 => [.. outer, .. new byte[18]],
            Null => [30, 0, 0, 0],
            Loopback => [0, 0, 0, 2],
            _ => [],
        };
        byte[] tagged = [];
        for (int i = 0; i < tags.Length; i++) tagged = [.. tagged, 0, 7, .. i + 1 < tags.Length ? Half(tags[i + 1]) : type];
        return [.. head, .. tagged, .. packet];
    }

    private static byte[] Half(int value) => [(byte)(value >> 8), (byte)(value & 0xFF)];
}
