namespace EdgeGuard.Traffic;

/// <summary>What a proposal says above its lines.</summary>
internal enum ProposalComments : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What has to be looked at, and why.</summary>
    Marks,

    /// <summary>That, and what each line rests on.</summary>
    Evidence,
}
