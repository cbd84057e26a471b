using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeGuard.Host;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The arguments of <c>edgeguard plc</c> that put it on a serial line.</summary>
internal sealed class PlcSerialArguments
{
    private readonly Option<string?> _path = new("--serial")
    {
        Description = "Answers as units on this serial port instead of listening; best named as in /dev/serial/by-id.",
        HelpName = "PATH",
    };

    private readonly Option<string> _baud = new("--baud")
    {
        Description = "Its baud rate.",
        HelpName = "N",
        DefaultValueFactory = _ => "19200",
    };
    private readonly Option<string> _characters = new("--format")
    {
        Description = "Its parity and stop bits.",
        HelpName = "8E1|8O1|8N1|8N2",
        DefaultValueFactory = _ => "8E1",
    };
    private readonly Option<bool> _rs485 = new("--rs485") { Description = "The driver switches the transmitter by RTS." };
    private readonly Option<bool> _pace = new("--pace")
    {
        Description = "Keeps the times of such a line on a pseudo-terminal, which has none.",
    };

    private Option[] Details => [_baud, _characters, _rs485, _pace];

    internal void AddTo(Command command)
    {
        command.Add(_path);
        foreach (Option option in Details) command.Add(option);
    }

    internal bool IsGiven(ParseResult parsed) => parsed.GetValue(_path) != null;

    /// <summary>The line; null when none was asked for or something is wrong with it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ofTcp">What makes no sense together with a serial line.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal PlcSerialLineChoice? Read(ParseResult parsed, IEnumerable<Option> ofTcp, List<string> problems)
    {
        string? path = parsed.GetValue(_path);
        IEnumerable<Option> misplaced = (path == null ? Details : ofTcp).Where(option => parsed.GetResult(option) is { Implicit: false });
        foreach (Option option in misplaced)
        {
            problems.Add(
                path == null
                    ? $"{option.Name} is for a serial line; name its port with --serial PATH"
                    : $"{option.Name} is for TCP; a simulated PLC has either that or --serial");
        }
        if (path == null) return null;

        string baud = parsed.GetValue(_baud)!;
        SerialFormat[] formats = SerialFormats.Read(baud, parsed.GetValue(_characters)!, problems);
        if (baud.Contains(',')) problems.Add($"--baud {baud}: a line has one baud rate");
        bool isPaced = parsed.GetValue(_pace);
        if (isPaced && !TtyFile.IsPseudoTerminal(path))
        {
            problems.Add($"--pace: {path} is no pseudo-terminal; a serial port keeps the times of its line itself");
        }
        return formats.Length == 0 ? null : new PlcSerialLineChoice(path, formats[0], parsed.GetValue(_rs485), isPaced);
    }
}
