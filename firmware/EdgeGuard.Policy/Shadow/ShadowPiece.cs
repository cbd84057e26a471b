namespace EdgeGuard.Policy;

/// <summary>Pieces of one line that other lines cover: by which of them, and where the first one lies. Reused.</summary>
internal sealed class ShadowPiece
{
    /// <summary>The line that covers the first piece; null while none is covered.</summary>
    internal PolicyLine? Cover { get; private set; }

    /// <summary>Whether other lines cover others of the pieces.</summary>
    internal bool HasMore { get; private set; }

    internal int Code { get; private set; }

    internal int Unit { get; private set; }

    /// <summary>Where the piece begins on the function's axis.</summary>
    internal int Lo { get; private set; }

    /// <summary>Where it ends.</summary>
    internal int Hi { get; private set; }

    internal void Clear()
    {
        Cover = null;
        HasMore = false;
    }

    internal void Add(PolicyLine cover, int code, int unit, int lo, int hi)
    {
        if (Cover != null)
        {
            HasMore |= Cover != cover;
            return;
        }
        Cover = cover;
        Code = code;
        Unit = unit;
        Lo = lo;
        Hi = hi;
    }

    internal void Add(ShadowPiece other)
    {
        if (other.Cover == null) return;
        Add(other.Cover, other.Code, other.Unit, other.Lo, other.Hi);
        HasMore |= other.HasMore;
    }
}
