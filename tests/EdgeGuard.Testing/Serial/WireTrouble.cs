namespace EdgeGuard.Testing.Serial;

/// <summary>What becomes of a frame on a <see cref="SerialWire"/>.</summary>
public enum WireTrouble
{
    /// <summary>It arrives as it was sent.</summary>
    None,

    /// <summary>One bit of it arrives as its opposite.</summary>
    FlippedBit,

    /// <summary>Its end is missing.</summary>
    CutEnd,

    /// <summary>Its beginning is missing.</summary>
    CutBeginning,

    /// <summary>All of it is missing.</summary>
    Lost,

    /// <summary>It comes twice in one piece.</summary>
    Twice,

    /// <summary>It comes again as soon as the line has been silent for t3.5.</summary>
    TwiceApart,

    /// <summary>Its second half comes late, by twice t3.5.</summary>
    Gap,

    /// <summary>Random bytes run into it.</summary>
    NoiseBefore,
}
