namespace EdgeGuard.Settings;

/// <summary>The address that the module itself has on a network, as a person writes it: <c>192.168.1.250/24</c>, and <c>via 192.168.1.1</c>
/// behind it where a gateway is needed. IPv4. Immutable.</summary>
public sealed class OwnAddress
{
    private const string Example =
        "an address with the length of its network, such as '192.168.1.250/24', and where a gateway is needed 'via 192.168.1.1'";
    private const int Bits = 32;

    private OwnAddress(byte[] address, byte[] mask, byte[] gateway)
    {
        Address = address;
        Mask = mask;
        Gateway = gateway;
    }

    /// <summary>4 bytes.</summary>
    public byte[] Address { get; }

    /// <summary>4 bytes.</summary>
    public byte[] Mask { get; }

    /// <summary>4 bytes; zeros for none.</summary>
    public byte[] Gateway { get; }

    /// <summary>Reads a value. Null: <paramref name="expected"/> says what would be right.</summary>
    public static OwnAddress? Read(string text, out string expected)
    {
        expected = Example;
        var words = new SettingWords(text);
        string own = words.Next();
        int slash = own.IndexOf('/');
        byte[]? address = slash < 0 ? null : Ipv4Text.Read(own.Substring(0, slash));
        if (address == null || !SettingText.TryNumber(own.Substring(slash + 1), out long length) || length < 8 || length > Bits - 2)
        {
            return null;
        }
        byte[]? gateway = new byte[4];
        if (words.HasMore) gateway = words.Next() == "via" ? Ipv4Text.Read(words.Next()) : null;
        if (gateway == null || words.HasMore) return null;
        byte[] mask = MaskOf((int)length);
        bool isOutside = gateway[0] != 0 && !AreNeighbours(address, gateway, mask);
        if (isOutside) expected = "a gateway on the same network as the address";
        else expected = IsHost(address, mask) ? "" : "the address of a host, and not of a network or of everybody on it";
        return expected.Length == 0 ? new OwnAddress(address, mask, gateway) : null;
    }

    private static byte[] MaskOf(int length)
    {
        var mask = new byte[4];
        for (int i = 0; i < length; i++) mask[i / 8] |= (byte)(0x80 >> i % 8);
        return mask;
    }

    private static bool AreNeighbours(byte[] one, byte[] other, byte[] mask)
    {
        for (int i = 0; i < 4; i++)
        {
            if (((one[i] ^ other[i]) & mask[i]) != 0) return false;
        }
        return true;
    }

    private static bool IsHost(byte[] address, byte[] mask)
    {
        int ones = 0;
        int zeros = 0;
        for (int i = 0; i < 4; i++)
        {
            ones |= address[i] & ~mask[i] & 0xFF;
            zeros |= ~address[i] & ~mask[i] & 0xFF;
        }
        return ones != 0 && zeros != 0;
    }
}
