using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>One serial line as a person writes it: a bus behind the module,
/// or a port at which a client asks. Immutable once read.</summary>
/// <remarks><c>bus NAME PORT BAUD FORMAT …</c> and <c>listen.serial PORT BAUD FORMAT ROLE …</c>; behind them, in any order,
/// <c>stretch PERCENT</c>, <c>echo</c>, <c>rs485</c>, and for a bus <c>retries N</c> and <c>turnaround TIME</c>.</remarks>
public sealed class SerialSetting
{
    private const int MaxRetries = 5;
    private const int MaxTurnaroundMs = 10_000;

    private SerialSetting(SerialFormat format, string port)
    {
        Format = format;
        Port = port;
    }

    /// <summary>What the bus is called in <c>unit</c> lines; empty for a client's port.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The role of the client; empty for a bus.</summary>
    public string Role { get; private set; } = "";

    /// <summary>The port's name: a device file, COM2.</summary>
    public string Port { get; }

    public SerialFormat Format { get; }

    /// <summary>How much longer than t3.5 a silence must be to end a frame.</summary>
    public int StretchPercent { get; private set; } = RtuTiming.MinStretchPercent;

    /// <summary>How often a read is sent again after a damaged answer.</summary>
    public int Retries { get; private set; } = GuardLimits.DefaultBusRetries;

    /// <summary>Milliseconds that a broadcast gets.</summary>
    public int TurnaroundMs { get; private set; } = GuardLimits.DefaultTurnaroundMs;

    /// <summary>Whether the transceiver hands back what is sent.</summary>
    public bool HasEcho { get; private set; }

    /// <summary>Whether the port's driver switches the transmitter.</summary>
    public bool IsRs485 { get; private set; }

    /// <summary>Reads the value of <c>bus</c>. Null: <paramref name="expected"/> says what would be right.</summary>
    public static SerialSetting? ReadBus(string text, out string expected)
    {
        var words = new SettingWords(text);
        string name = words.Next();
        SerialSetting? bus = Read(words, "a name, a port, its baud rate and format, such as 'north /dev/ttyUSB0 19200 8E1'", out expected);
        if (bus == null) return null;
        bus.Name = name;
        if (!ReportTopics.IsName(name) || name == UnitSetting.PlcPort)
        {
            expected = "a name of letters, digits, '-', '_' and '.' first, other than 'plc'";
        }
        return expected.Length == 0 && bus.ReadOptions(words, true, out expected) ? bus : null;
    }

    /// <summary>Reads the value of <c>listen.serial</c>, likewise.</summary>
    public static SerialSetting? ReadClient(string text, out string expected)
    {
        const string Example = "a port, its baud rate and format, and the client's role, such as '/dev/ttyUSB1 9600 8E1 Operator'";
        var words = new SettingWords(text);
        SerialSetting? client = Read(words, Example, out expected);
        if (client == null) return null;
        client.Role = words.Next();
        if (client.Role.Length == 0) expected = Example;
        return expected.Length == 0 && client.ReadOptions(words, false, out expected) ? client : null;
    }

    private static SerialSetting? Read(SettingWords words, string example, out string expected)
    {
        expected = "";
        string port = words.Next();
        int baud = words.NextNumber(SerialFormat.MinBaud, SerialFormat.MaxBaud);
        string characters = words.Next();
        if (baud < 0 || characters.Length == 0)
        {
            expected = example;
            return null;
        }
        SerialFormat? format = SerialFormat.Read(baud, characters);
        if (format != null) return new SerialSetting(format, port);
        expected = "8E1, 8O1, 8N2 or 8N1 behind the baud rate, and not " + characters;
        return null;
    }

    private bool ReadOptions(SettingWords words, bool isBus, out string expected)
    {
        expected = "";
        while (words.HasMore && expected.Length == 0) expected = ReadOption(words, isBus);
        return expected.Length == 0;
    }

    // Empty, or what would be right.
    private string ReadOption(SettingWords words, bool isBus)
    {
        string word = words.Next();
        switch (word)
        {
            case "echo":
                HasEcho = true;
                return "";
            case "rs485":
                IsRs485 = true;
                return "";
            case "stretch":
                StretchPercent = words.NextNumber(RtuTiming.MinStretchPercent, RtuTiming.MaxStretchPercent);
                return StretchPercent < 0 ? "a number of per cent from 100 to 10000 behind stretch" : "";
            case "retries":
                Retries = words.NextNumber(0, MaxRetries);
                if (isBus) return Retries < 0 ? "a number from 0 to 5 behind retries" : "";
                break;
            case "turnaround":
                TurnaroundMs = words.NextDuration(0, MaxTurnaroundMs);
                if (isBus) return TurnaroundMs < 0 ? "a time from 0ms to 10s behind turnaround" : "";
                break;
        }
        return (isBus ? "stretch, retries, turnaround, echo or rs485" : "stretch, echo or rs485") + ", and not " + word;
    }
}
