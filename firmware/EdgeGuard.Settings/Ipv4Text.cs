namespace EdgeGuard.Settings;

/// <summary>IPv4 addresses as text, for platforms that look no name up.</summary>
public static class Ipv4Text
{
    private const int Parts = 4;

    /// <summary>4 bytes; null for anything but four numbers from 0 to 255 with dots between.</summary>
    public static byte[]? Read(string text)
    {
        var address = new byte[Parts];
        int start = 0;
        for (int i = 0; i < Parts; i++)
        {
            int end = i < Parts - 1 ? text.IndexOf('.', start) : text.Length;
            if (end < 0 || !SettingText.TryUnit(text.Substring(start, end - start), out int part)) return null;
            address[i] = (byte)part;
            start = end + 1;
        }
        return address;
    }
}
