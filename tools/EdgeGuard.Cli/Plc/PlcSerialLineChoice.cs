using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The serial line that was asked for on the command line.</summary>
internal sealed class PlcSerialLineChoice(string path, SerialFormat format, bool isRs485, bool isPaced)
{
    internal PlcSerialOptions Options { get; } = new(new TtyPort(path, format, isRs485, new SystemClock()), format, isPaced);

    /// <summary>What the user should know although it works; null when there is nothing.</summary>
    internal string? Note => isPaced ? null : TtyProblem.Note(path, format);

    /// <summary>Why the port cannot be used, and the remedy.</summary>
    internal string Problem(SerialFault fault) => TtyProblem.Text(path, format, isRs485, fault);

    /// <summary>As the user reads it.</summary>
    public override string ToString() => $"{path}, {format}";
}
