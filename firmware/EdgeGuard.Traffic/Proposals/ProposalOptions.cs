using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>What a proposal is made of, and how it is called.</summary>
public sealed class ProposalOptions
{
    /// <summary>The policy's name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public string Name { get; set; } = "proposal";

    /// <summary>The policy's version.</summary>
    public int Version { get; set; } = 1;

    /// <summary>UTC milliseconds: only rows of which a request was seen since then count, and all of such a row. 0: every row.</summary>
    public long Since { get; set; }

    /// <summary>Takes the name of a policy that the proposal may come in place of, and the version behind its own.</summary>
    public void Follow(CompiledPolicy policy)
    {
        Name = policy.Name;
        Version = policy.Version < PolicyReader.LargestVersion ? policy.Version + 1 : policy.Version;
    }
}
