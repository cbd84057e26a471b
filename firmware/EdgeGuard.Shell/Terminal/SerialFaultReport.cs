using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>Takes what is wrong with a console's serial port.</summary>
public delegate void SerialFaultReport(SerialFault fault);
