namespace EdgeGuard.Policy;

/// <summary>What <see cref="PolicyReader"/> made of a text. Immutable.</summary>
public sealed class PolicyReading
{
    internal PolicyReading(PolicyDocument document, ProblemList problems, CompiledPolicy? policy)
    {
        Document = document;
        Problems = problems;
        Policy = policy;
    }

    /// <summary>What could be read, also where there are errors.</summary>
    public PolicyDocument Document { get; }

    /// <summary>Every problem, in the order of lines.</summary>
    public ProblemList Problems { get; }

    /// <summary>The policy, ready to judge; null where there are errors.</summary>
    public CompiledPolicy? Policy { get; }
}
