using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>The rules that settings must keep: each value by itself, and all of them together.</summary>
public static class SettingsCheck
{
    // What no key takes.
    private const string NoValue = "\x01";

    /// <summary>Checks one value as typed. False when it cannot be kept.</summary>
    internal static bool Value(SettingKey key, string value, int line, int column, ProblemList problems)
    {
        string expected = Expected(key, value);
        if (expected.Length == 0) return true;
        problems.Error(line, column, value, "'" + value + "' is no value for " + key.Name, expected);
        return false;
    }

    /// <summary>Checks what only all settings together can show. <paramref name="lines"/>: where each key stands, also one whose
    /// value was refused (one mistake, one problem); 0 for an absent one.</summary>
    internal static void Run(ModuleSettings settings, int[] lines, ProblemList problems)
    {
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            bool isRequired = key.IsRequired && !(settings.IsStored && key.Kind == SettingKind.File);
            if (isRequired && lines[i] == 0)
            {
                problems.Error(0, 0, "", key.Name + " is missing", "add a line '" + key.Name + " …': " + key.Help);
            }
        }
        Listeners(settings, lines, problems);
        if (!settings.IsStored)
        {
            Together(settings, lines, SettingKeys.MqttCertificate, SettingKeys.MqttKey, problems);
            Together(settings, lines, SettingKeys.MqttUser, SettingKeys.MqttPasswordFile, problems);
        }
        Broker(settings, lines, problems);
        Duplicates(settings, SettingKeys.PlcUnitAlias, lines, problems);
        Duplicates(settings, SettingKeys.UnsafePlainRole, lines, problems);
        Duplicates(settings, SettingKeys.TlsAddressRole, lines, problems);
        AliasChains(settings, lines, problems);
        SerialCheck.Run(settings, lines, problems);
    }

    private static void Listeners(ModuleSettings settings, int[] lines, ProblemList problems)
    {
        bool tls = settings.IsOn(SettingKeys.ListenTls);
        bool plain = settings.IsOn(SettingKeys.UnsafePlainListen);
        if (!tls && !plain && Line(lines, SettingKeys.ListenSerial) == 0)
        {
            problems.Error(
                Line(lines, SettingKeys.ListenTls), 0, "",
                "no client could connect: listen.tls and unsafe-plain.listen are off, and there is no listen.serial",
                "set listen.tls to an address and port, such as 0.0.0.0:802");
        }
        if (tls && !settings.IsStored)
        {
            Needs(lines, SettingKeys.ListenTls, SettingKeys.TlsCertificate, problems);
            Needs(lines, SettingKeys.ListenTls, SettingKeys.TlsKey, problems);
            Needs(lines, SettingKeys.ListenTls, SettingKeys.TlsCa, problems);
        }
        if (tls && !settings.IsStored && !settings.IsOn(SettingKeys.TlsCrl))
        {
            problems.Warn(
                0, 0, "", "there is no tls.crl: a stolen client certificate cannot be revoked", "set tls.crl to the CA's revocation list");
        }
        if (plain)
        {
            problems.Warn(
                Line(lines, SettingKeys.UnsafePlainListen), 0, "",
                "UNSAFE: clients of unsafe-plain.listen are known by their address alone, and anybody on the network can take an address",
                "give those clients 'edgeguard connect' and set unsafe-plain.listen to off");
        }
        else if (settings.All(SettingKeys.UnsafePlainRole).Length > 0)
        {
            problems.Warn(
                Line(lines, SettingKeys.UnsafePlainRole), 0, "", "unsafe-plain.role has no effect while unsafe-plain.listen is off",
                "remove the line");
        }
        if (tls && plain && IsSamePort(settings.Text(SettingKeys.ListenTls), settings.Text(SettingKeys.UnsafePlainListen)))
        {
            problems.Error(Line(lines, SettingKeys.UnsafePlainListen), 0, "", "unsafe-plain.listen and listen.tls have the same port",
                "give each a port of its own");
        }
        AddressRoles(settings, lines, tls, problems);
    }

    // Port 0 is another one each time; 0.0.0.0 and [::] are every address.
    private static bool IsSamePort(string one, string other)
    {
        int at = one.LastIndexOf(':');
        int otherAt = other.LastIndexOf(':');
        if (at < 0 || otherAt < 0) return false;
        string port = one.Substring(at);
        if (port != other.Substring(otherAt) || port == ":0") return false;
        string address = one.Substring(0, at);
        string another = other.Substring(0, otherAt);
        return address == another || IsEvery(address) || IsEvery(another);
    }

    private static bool IsEvery(string address)
    {
        return address == "0.0.0.0" || address == "[::]";
    }

    private static void AddressRoles(ModuleSettings settings, int[] lines, bool tls, ProblemList problems)
    {
        if (settings.All(SettingKeys.TlsAddressRole).Length == 0) return;
        int line = Line(lines, SettingKeys.TlsAddressRole);
        if (!tls)
        {
            problems.Warn(line, 0, "", "tls.address-role has no effect while listen.tls is off", "remove the line");
        }
        else
        {
            problems.Warn(
                line, 0, "",
                "roles of TLS clients go by their address: whoever has a certificate of the CA and takes an address takes its role",
                "issue certificates of this CA only to clients that may have every role in the table");
        }
    }

    private static void Broker(ModuleSettings settings, int[] lines, ProblemList problems)
    {
        if (!settings.IsOn(SettingKeys.MqttBroker)) return;
        bool isTls = settings.Text(SettingKeys.MqttTls) == "on";
        if (isTls && !settings.IsStored) Needs(lines, SettingKeys.MqttTls, SettingKeys.MqttCa, problems);
        if (!isTls)
        {
            problems.Warn(
                Line(lines, SettingKeys.MqttTls), 0, "", "mqtt.tls is off: reports can be read and forged on the way",
                "set mqtt.tls to on and mqtt.ca to the broker's CA");
        }
    }

    private static void Needs(int[] lines, string reason, string key, ProblemList problems)
    {
        if (Line(lines, key) > 0) return;
        problems.Error(
            0, 0, "", key + " is missing: " + reason + " needs it",
            "add a line '" + key + " FILE': " + SettingKeys.At(SettingKeys.IndexOf(key)).Help);
    }

    private static void Together(ModuleSettings settings, int[] lines, string one, string other, ProblemList problems)
    {
        bool hasOne = settings.Text(one).Length > 0;
        bool hasOther = settings.Text(other).Length > 0;
        if (hasOne == hasOther) return;
        string present = hasOne ? one : other;
        string absent = hasOne ? other : one;
        problems.Error(Line(lines, present), 0, present, present + " is set and " + absent + " is not", "set both or neither");
    }

    private static void Duplicates(ModuleSettings settings, string key, int[] lines, ProblemList problems)
    {
        string[] values = settings.All(key);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out string first, out _);
            for (int j = 0; j < i; j++)
            {
                SettingText.TryPair(values[j], out string earlier, out _);
                if (earlier != first) continue;
                problems.Error(Line(lines, key), 0, values[i], key + " names " + first + " twice", "keep one of the lines");
                break;
            }
        }
    }

    // An alias of an alias would make the unit that is judged depend on the order of the lines.
    private static void AliasChains(ModuleSettings settings, int[] lines, ProblemList problems)
    {
        string[] values = settings.All(SettingKeys.PlcUnitAlias);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out _, out string target);
            for (int j = 0; j < values.Length; j++)
            {
                SettingText.TryPair(values[j], out string source, out _);
                if (source != target) continue;
                problems.Error(
                    Line(lines, SettingKeys.PlcUnitAlias), 0, values[i],
                    "plc.unit-alias leads to unit " + target + ", which is an alias itself", "name the unit that the PLC really has");
                break;
            }
        }
    }

    internal static int Line(int[] lines, string key)
    {
        return lines[SettingKeys.IndexOf(key)];
    }

    /// <summary>How a value of the key is written, in words.</summary>
    public static string Form(SettingKey key)
    {
        return key.Kind == SettingKind.Text ? "any text" : Expected(key, NoValue);
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
