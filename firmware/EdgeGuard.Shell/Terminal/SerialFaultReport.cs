using EdgeGuard.Core.Ports;

namespace EdgeGuard.Shell.Terminal;

/// <summary>Takes what is wrong with a console's serial port.</summary>
public delegate void SerialFaultReport(SerialFault fault);
