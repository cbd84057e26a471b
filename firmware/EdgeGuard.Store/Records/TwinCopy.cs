namespace EdgeGuard.Store;

/// <summary>One of the two copies of a <see cref="TwinRecord"/>, as it was read. Immutable.</summary>
internal sealed class TwinCopy
{
    internal TwinCopy(int index, byte[]? content, int generation, bool isDamaged)
    {
        Index = index;
        Content = content;
        Generation = generation;
        IsDamaged = isDamaged;
    }

    internal int Index { get; }

    /// <summary>Null when it is absent or damaged.</summary>
    internal byte[]? Content { get; }

    /// <summary>0 when it is absent or damaged.</summary>
    internal int Generation { get; }

    internal bool IsDamaged { get; }
}
