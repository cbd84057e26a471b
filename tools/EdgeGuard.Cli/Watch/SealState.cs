namespace EdgeGuard.Cli;

/// <summary>What is known of a batch's seal.</summary>
public enum SealState
{
    /// <summary>There is no key for its stream.</summary>
    NotChecked,

    /// <summary>The module sealed it, and it follows the batch before.</summary>
    Verified,

    /// <summary>The module sealed it, but batches before it are missing, or came in another order.</summary>
    Gap,

    /// <summary>It was changed, has no seal, or is not this module's.</summary>
    Broken,
}
