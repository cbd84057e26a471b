namespace EdgeGuard.Core;

/// <summary>Why a module started. Append only.</summary>
public enum RestartReason : byte
{
    /// <summary>It left no restart cause: power, a reset, or the watchdog.</summary>
    Power = 0,

    /// <summary>A worker was late.</summary>
    WorkerLate = 1,

    /// <summary>An exception that nothing expects reached the top of a thread.</summary>
    Fault = 2,

    /// <summary>A person wanted it.</summary>
    Person = 3,
}
