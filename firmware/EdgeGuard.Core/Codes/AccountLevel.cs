namespace EdgeGuard.Core;

/// <summary>What an account may do. Stored and reported in events: append only. The zero value may nothing.</summary>
public enum AccountLevel : byte
{
    None = 0,

    /// <summary>Sees everything but secrets, changes nothing.</summary>
    Viewer = 1,

    /// <summary>Changes everything.</summary>
    Technician = 2,
}
