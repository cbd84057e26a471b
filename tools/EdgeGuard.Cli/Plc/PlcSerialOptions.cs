using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The serial line that a simulated PLC hangs on.</summary>
/// <param name="Port">Opened when the PLC starts, and again after a loss.</param>
/// <param name="Format">Of the line: how long its silences are.</param>
/// <param name="IsPaced">Whether the PLC is to keep the times of a line itself, because the port has none.</param>
public sealed record PlcSerialOptions(ISerialPort Port, SerialFormat Format, bool IsPaced);
