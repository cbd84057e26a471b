namespace EdgeGuard.Core;

/// <summary>What room in the spool an event may take: see <see cref="EventSpool"/>.</summary>
public enum EventClass : byte
{
    /// <summary>Comings and goings that others cause as often as they like: connections, sessions, a PLC or a broker that flaps.</summary>
    Passing = 0,

    /// <summary>What somebody asked of the PLC, and was refused or rate-limited.</summary>
    Request = 1,

    /// <summary>What was written to the PLC.</summary>
    Write = 2,

    /// <summary>Access and change: what people did to the module, and what became of it.</summary>
    Change = 3,
}
