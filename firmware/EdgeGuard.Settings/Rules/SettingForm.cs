using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>How the values of each kind of key are written.</summary>
public static class SettingForm
{
    // What no key takes.
    private const string NoValue = "\x01";

    /// <summary>How a value of the key is written, in words.</summary>
    public static string Of(SettingKey key)
    {
        return key.Kind == SettingKind.Text ? "any text" : Expected(key, NoValue);
    }

    /// <summary>Checks one value as typed. False when it cannot be kept.</summary>
    internal static bool Fits(SettingKey key, string value, int line, int column, ProblemList problems)
    {
        string expected = Expected(key, value);
        if (expected.Length == 0) return true;
        problems.Error(line, column, value, "'" + value + "' is no value for " + key.Name, expected);
        return false;
    }

    // Empty: the value fits. Otherwise what would.
    private static string Expected(SettingKey key, string value)
    {
        switch (key.Kind)
        {
            case SettingKind.Text: return HasControl(value) ? "no control characters" : "";
            case SettingKind.File: return HasControl(value) ? "a file name without control characters" : "";
            case SettingKind.Name: return ReportTopics.IsName(value) ? "" : "up to 64 letters, digits, '-', '_' and '.'";
            case SettingKind.Endpoint: return Endpoint(key, value);
            case SettingKind.Listen: return Listen(value);
            case SettingKind.Number:
                return SettingText.TryNumber(value, out long n) && n >= key.Min && n <= key.Max
                    ? ""
                    : "a number from " + key.Min.ToString() + " to " + key.Max.ToString();
            case SettingKind.Duration:
                return SettingText.TryDuration(value, out long ms) && ms >= key.Min && ms <= key.Max
                    ? ""
                    : "a time from " + key.Min.ToString() + "ms to " + key.Max.ToString() + "ms, with ms, s, m, h or d";
            case SettingKind.Choice: return Choice(key, value);
            case SettingKind.UnitAlias: return Alias(value);
            case SettingKind.Address: return value == "off" || LooksLikeAddress(value) ? "" : "an IP address, such as 10.0.0.5, or off";
            case SettingKind.Bus: return SerialSetting.ReadBus(value, out string bus) == null ? bus : "";
            case SettingKind.SerialClient: return SerialSetting.ReadClient(value, out string client) == null ? client : "";
            case SettingKind.OwnAddress: return value == "off" || OwnAddress.Read(value, out string own) != null ? "" : own + ", or off";
            case SettingKind.Zone: return Zone(value);
            case SettingKind.Unit: return UnitSetting.Read(value, out string unit) == null ? unit : "";
            default: return AddressRole(value);
        }
    }

    private static string Endpoint(SettingKey key, string value)
    {
        bool mayBeOff = !key.IsRequired;
        if (mayBeOff && value == "off") return "";
        bool fits = SettingText.TryEndpoint(value, out _, out int port) && port > 0;
        return fits ? "" : "host:port, such as 192.168.1.10:502 or [fd00::10]:502" + (mayBeOff ? ", or off" : "");
    }

    private static string Listen(string value)
    {
        bool fits = value == "off" || (SettingText.TryEndpoint(value, out string host, out _) && LooksLikeAddress(host));
        return fits ? "" : "an address of this module and a port, such as 0.0.0.0:802, or off";
    }

    private static string Choice(SettingKey key, string value)
    {
        string words = "";
        for (int i = 0; i < key.Choices.Length; i++)
        {
            if (key.Choices[i] == value) return "";
            words += (i == 0 ? "" : " or ") + key.Choices[i];
        }
        return words;
    }

    private static string Zone(string value)
    {
        const string Example =
            "a name such as Europe/Berlin, Europe/London, America/New_York, Asia/Kolkata or Australia/Sydney, or a POSIX TZ string such "
                + "as CET-1CEST,M3.5.0,M10.5.0/3";
        if (SiteZone.Read(value, out string problem) != null) return "";
        if (value == NoValue) return Example;
        string near = ZoneNames.Nearest(value);
        if (near.Length > 0) return "did you mean '" + near + "'?";
        bool isPosix = value.IndexOf(',') > 0 || (value.Length > 0 && value[0] == '<');
        return isPosix ? "a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3; this one " + problem : Example;
    }

    private static string Alias(string value)
    {
        bool fits = SettingText.TryPair(value, out string from, out string to) && SettingText.TryUnit(from, out _)
            && SettingText.TryUnit(to, out _) && from != to;
        return fits ? "" : "two different unit ids from 0 to 255, such as '255 1'";
    }

    private static string AddressRole(string value)
    {
        bool fits = SettingText.TryPair(value, out string address, out _) && LooksLikeAddress(address);
        return fits ? "" : "an IP address and a role, such as '10.0.0.5 Operator'";
    }

    private static bool LooksLikeAddress(string text)
    {
        bool separator = false;
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            char c = letters[i];
            bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (c == '.' || c == ':') separator = true;
            else if (!hex) return false;
        }
        return separator;
    }

    private static bool HasControl(string text)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] < ' ' || letters[i] == '\x7F') return true;
        }
        return false;
    }
}
