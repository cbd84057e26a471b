namespace EdgeGuard.Telemetry;

/// <summary>What a batch's own seal proves. Stored by the central console: append only.</summary>
public enum SealProof
{
    /// <summary>It has no seal, and there is no key by which it should have one: a module that was never commissioned.</summary>
    Unsealed = 0,

    /// <summary>It has a seal, and there is no key to verify it by.</summary>
    Unverified = 1,

    /// <summary>Its module sealed it.</summary>
    Right = 2,

    /// <summary>It was changed, or is not this module's; or it lacks the seal that its stream has.</summary>
    Wrong = 3,
}
