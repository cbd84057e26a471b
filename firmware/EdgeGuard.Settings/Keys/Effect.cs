namespace EdgeGuard.Settings;

/// <summary>When a changed value of a key takes effect. There is no zero value: a row says which.</summary>
public enum Effect : byte
{
    /// <summary>At once, under running sessions.</summary>
    Live = 1,

    /// <summary>With a new guard: listeners, lines and the connection to the broker begin anew, and sessions end. A module with a settings
    /// file has one guard from its start to its end.</summary>
    Guard = 2,

    /// <summary>With the next start of the process, or of the processor.</summary>
    Process = 3,
}
