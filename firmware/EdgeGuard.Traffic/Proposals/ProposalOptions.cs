namespace EdgeGuard.Traffic;

/// <summary>What a proposal is made of, and how it is called.</summary>
public sealed class ProposalOptions
{
    /// <summary>The policy's name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public string Name { get; set; } = "proposal";

    /// <summary>UTC milliseconds: only rows of which a request was seen since then count, and all of such a row. 0: every row.</summary>
    public long Since { get; set; }
}
