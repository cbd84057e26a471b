using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Leads to the PLC: at an address, or on a serial bus. What was answered is in the candidate at once.</summary>
internal sealed class PlcGuide
{
    private const string Network = "network";
    private const string Serial = "serial";
    private const string AsItIs = "as it is";

    // What the first bus is called; nobody but 'unit' lines ever says it.
    private const string FirstBus = "bus1";
    private const string FirstFormat = "19200 8E1";

    private readonly ConsoleSession _session;
    private readonly SetupNext _done;
    private string _port = "";

    /// <param name="session">Who is asked.</param>
    /// <param name="done">What follows.</param>
    internal PlcGuide(ConsoleSession session, SetupNext done)
    {
        _session = session;
        _done = done;
    }

    /// <summary>Whether units are on a bus, so that nobody can be asked before it is in force.</summary>
    internal bool HasBus
    {
        get { return Value(SettingKeys.Bus).Length > 0; }
    }

    /// <summary>Asks where the PLC is.</summary>
    internal void Begin()
    {
        string bus = Value(SettingKeys.Bus);
        bool hasMore = bus.IndexOf(", ") > 0 || (bus.Length > 0 && Value(SettingKeys.PlcAddress).Length > 0);
        string otherwise = hasMore ? AsItIs : bus.Length > 0 ? Serial : Network;
        string help = "network: Modbus TCP, at host:port\nserial: Modbus RTU, on RS-485 or RS-232 behind this module";
        if (otherwise == AsItIs) help += "\nas it is: all that the settings have already";
        Ask("PLC by network or serial? [" + otherwise + "] ", help, answer => TakeKind(answer.Length == 0 ? otherwise : answer, otherwise));
    }

    private void TakeKind(string answer, string otherwise)
    {
        if (answer == AsItIs && otherwise == AsItIs) _done();
        else if (answer == Network || answer == "n") AskAddress();
        else if (answer == Serial || answer == "s") AskPort();
        else if (IsPort(answer)) TakePort(answer);
        else if (answer.IndexOf(':') > 0) TakeAddress(answer);
        else Again("'" + answer + "' is neither", "'network' for Modbus TCP, 'serial' for Modbus RTU on RS-485 or RS-232", Begin);
    }

    private void AskAddress()
    {
        string now = Value(SettingKeys.PlcAddress);
        if (now == "off") now = "";
        Ask(
            "PLC (host:port): " + InBrackets(now), "such as 192.168.1.10:502; 'serial' for one on RS-485 or RS-232",
            answer => TakeAddress(answer.Length > 0 ? answer : now));
    }

    private void TakeAddress(string address)
    {
        if (address == Serial)
        {
            AskPort();
        }
        else if (IsPort(address))
        {
            TakePort(address);
        }
        else if (address == "off" || address.Length == 0)
        {
            Again(
                "without a PLC there is nothing to guard", "host:port, such as 192.168.1.10:502; 'serial' for one on RS-485 or RS-232",
                AskAddress);
        }
        else if (!Set(SettingKeys.PlcAddress, address))
        {
            Again(AskAddress);
        }
        else
        {
            if (HasBus) Drop("The bus", SettingKeys.Bus, SettingKeys.Unit);
            AskOwnAddress();
        }
    }

    private void AskOwnAddress()
    {
        if (!_session.Services.Platform.HasPlcNetwork)
        {
            Test();
            return;
        }
        SettingKey key = SettingKeys.At(SettingKeys.IndexOf(SettingKeys.PlcOwnAddress));
        string now = Value(SettingKeys.PlcOwnAddress);
        string otherwise = now.Length > 0 ? now : key.Default;
        Ask("the module's own address on the PLC's network: " + InBrackets(otherwise), key.Help, answer =>
        {
            if (Set(SettingKeys.PlcOwnAddress, answer.Length > 0 ? answer : otherwise)) Test();
            else Again(AskOwnAddress);
        });
    }

    private void Test()
    {
        if (PlcCommands.PingCandidate(_session))
        {
            _done();
            return;
        }
        _session.Dialogue.SayFailure();
        Ask(
            "Enter tries again, 'go on' goes on without, or another address: ", "the PLC must answer here before it can answer clients",
            answer =>
        {
            if (answer.Length == 0) Test();
            else if (answer == "go on") _done();
            else if (answer == "back") AskAddress();
            else TakeAddress(answer);
        });
    }

    private void AskPort()
    {
        string now = FirstOf(SettingKeys.Bus, 1);
        string help = "the port that the bus is at, such as /dev/ttyUSB0 or COM2; 'network' for a PLC at host:port";
        string[] there = _session.Services.Platform.SerialPorts();
        for (int i = 0; i < there.Length; i++) help += "\n  " + there[i];
        Ask("serial port: " + InBrackets(now), help, answer => TakePort(answer.Length > 0 ? answer : now));
    }

    // The format may stand behind it.
    private void TakePort(string answer)
    {
        int space = answer.IndexOf(' ');
        _port = space < 0 ? answer : answer.Substring(0, space);
        if (answer == Network) AskAddress();
        else if (answer.Length == 0) Again("a bus has a port", "its name, such as /dev/ttyUSB0; '?' lists those that are there", AskPort);
        else if (space < 0) AskFormat();
        else TakeFormat(answer.Substring(space + 1).Trim());
    }

    private void AskFormat()
    {
        string now = FirstOf(SettingKeys.Bus, 2);
        string otherwise = now.Length > 0 ? now : FirstFormat;
        Ask(
            "baud rate and format: " + InBrackets(otherwise),
            "as the PLC has it: 19200 8E1, 9600 8N1; 'rs485' behind it where the port's driver switches the transmitter",
            answer => TakeFormat(answer.Length > 0 ? answer : otherwise));
    }

    private void TakeFormat(string format)
    {
        if (format == Network)
        {
            AskAddress();
            return;
        }
        string name = FirstOf(SettingKeys.Bus, 0);
        if (name.Length == 0) name = FirstBus;
        string bus = name + " " + _port + " " + format;
        if (SerialSetting.ReadBus(bus, out string expected) == null)
        {
            Again("'" + format + "' is no baud rate and format",
                HasBaudRate(format) ? expected : "the one, then the other, such as 9600 8N1; 'network' for a PLC at host:port", AskFormat);
            return;
        }
        if (Value(SettingKeys.PlcAddress).Length > 0) Drop("The PLC's address", SettingKeys.PlcAddress, SettingKeys.PlcOwnAddress);
        _session.Services.Configurations.Unset(_session.Person!, SettingKeys.Bus, "");
        if (Set(SettingKeys.Bus, bus)) AskUnits(name);
        else Again(AskFormat);
    }

    // With something behind it: then it can be said what is wrong with that.
    private static bool HasBaudRate(string format)
    {
        int space = format.IndexOf(' ');
        return space > 0 && CommandWords.TryNumber(format.Substring(0, space), int.MaxValue, out _);
    }

    private void AskUnits(string bus)
    {
        string now = FirstOf(SettingKeys.Unit, 0);
        string otherwise = now.Length > 0 ? now : "1";
        Ask(
            "units on it: " + InBrackets(otherwise), "their unit ids, such as 1, or 1-4, or 1 3 7; clients use the same",
            answer => TakeUnits(bus, answer.Length > 0 ? answer : otherwise));
    }

    private void TakeUnits(string bus, string answer)
    {
        string[] units = answer.Split(' ', ',');
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i].Length == 0 || UnitSetting.Read(units[i] + " on " + bus, out _) != null) continue;
            Again("'" + units[i] + "' is no unit of a bus", "unit ids from 1 to 247, such as 1, or 1-4, or 1 3 7", () => AskUnits(bus));
            return;
        }
        _session.Services.Configurations.Unset(_session.Person!, SettingKeys.Unit, "");
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i].Length > 0) Set(SettingKeys.Unit, units[i] + " on " + bus);
        }
        _session.Output.Line("They are asked when the bus is in force: with the trial, at the end.");
        _done();
    }

    private static bool IsPort(string answer)
    {
        return (answer.Length > 0 && answer[0] == '/') || answer.StartsWith("COM");
    }

    private static string InBrackets(string text)
    {
        return text.Length > 0 ? "[" + text + "] " : "";
    }

    // What the candidate says of a key; empty where it is silent.
    private string Value(string key)
    {
        string value = SettingCommands.ValueIn(_session.Services.Configurations.CandidateSettings, key);
        return value == "-" ? "" : value;
    }

    // Words of the first line of a key: its first, its second, or all from the third on.
    private string FirstOf(string key, int word)
    {
        string value = Value(key);
        int comma = value.IndexOf(", ");
        string[] words = (comma < 0 ? value : value.Substring(0, comma)).Split(' ');
        if (word >= words.Length) return "";
        string text = words[word];
        for (int i = 3; word == 2 && i < words.Length; i++) text += " " + words[i];
        return text;
    }

    private void Drop(string what, string key, string another)
    {
        _session.Services.Configurations.Unset(_session.Person!, key, "");
        _session.Services.Configurations.Unset(_session.Person!, another, "");
        _session.Output.Line(what + " that the candidate had is taken out of it.");
    }

    private bool Set(string key, string value)
    {
        var problems = new ProblemList();
        CommitFault fault = _session.Services.Configurations.Set(_session.Person!, key, value, problems);
        if (fault == CommitFault.Problems) _session.Fail(problems[0].Message, problems[0].Remedy);
        else CommitCommands.Finish(_session, fault);
        return fault == CommitFault.None;
    }

    private void Ask(string prompt, string help, InputHandler taker)
    {
        _session.Dialogue.Ask(prompt, help, false, taker);
    }

    private void Again(string message, string remedy, SetupNext question)
    {
        _session.Fail(message, remedy);
        Again(question);
    }

    private void Again(SetupNext question)
    {
        _session.Dialogue.SayFailure();
        question();
    }
}
