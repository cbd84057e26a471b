namespace EdgeGuard.Device;

/// <summary>The state of the cable on the PLC's side. Everything above <see cref="Down"/> is up.</summary>
public enum PhyState : byte
{
    /// <summary>The chip does not answer.</summary>
    Unknown = 0,

    /// <summary>No cable, or nothing at its other end.</summary>
    Down = 1,

    Up10Half = 2,
    Up10Full = 3,
    Up100Half = 4,
    Up100Full = 5,
}
