using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>A PLC or bus behind a module, as the module found it.</summary>
/// <param name="Name">Such as <c>PLC at 192.168.50.10:502</c>.</param>
/// <param name="State">The word of <c>PlcStateText</c>; a later module may have others.</param>
/// <param name="IsTrouble">Whether somebody should look.</param>
/// <param name="Since">UTC, milliseconds since 1970; 0 while the module had no time.</param>
/// <param name="SilentUnits">Units that do not answer, 0 to 255.</param>
public sealed record PlcReport(string Name, string State, bool IsTrouble, long Since, IReadOnlyList<int> SilentUnits);
