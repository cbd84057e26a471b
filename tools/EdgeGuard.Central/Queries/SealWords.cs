using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>What a seal proves, in words.</summary>
public static class SealWords
{
    /// <summary>One word.</summary>
    public static string Of(SealProof seal) => seal switch
    {
        SealProof.Right => "verified",
        SealProof.Unverified => "unverified",
        SealProof.Unsealed => "unsealed",
        _ => "broken",
    };

    /// <summary>What it means.</summary>
    public static string Meaning(SealProof seal) => seal switch
    {
        SealProof.Right => "The module sealed it: nobody changed it on its way or here.",
        SealProof.Unverified => "It is sealed, but this console has no key to verify it by: take it in with 'edgeguard-central seal-key'.",
        SealProof.Unsealed => "The module was never commissioned: whoever may write at the broker can have written this.",
        _ => "The seal is wrong.",
    };
}
