using System;

namespace EdgeGuard.Core;

/// <summary>Takes an exception that nothing in the guard expects: an internal fault. Called on the thread that failed.</summary>
public delegate void FaultReport(Exception fault);
