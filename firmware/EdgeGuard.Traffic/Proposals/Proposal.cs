namespace EdgeGuard.Traffic;

/// <summary>A policy made of what was recorded, and how far it may be trusted. Immutable.</summary>
public sealed class Proposal
{
    internal Proposal(string text, long requests, long allowed, long addresses, long unseen, int lines, int marked, int listed)
    {
        Text = text;
        Requests = requests;
        AllowedRequests = allowed;
        Addresses = addresses;
        UnseenAddresses = unseen;
        Lines = lines;
        MarkedLines = marked;
        ListedRows = listed;
    }

    /// <summary>The policy, with its evidence as comments. Longer than a policy may be where it does not fit without them.</summary>
    public string Text { get; }

    /// <summary>Requests recorded.</summary>
    public long Requests { get; }

    /// <summary>Those of them that the proposal allows, by the judge's own word.</summary>
    public long AllowedRequests { get; }

    /// <summary>Addresses that it allows, each once a role, unit and function.</summary>
    public long Addresses { get; }

    /// <summary>Those of them that nobody asked for.</summary>
    public long UnseenAddresses { get; }

    /// <summary>Lines that allow something.</summary>
    public int Lines { get; }

    /// <summary>Those of them that rest on what was seen once, or for the first time at the end of the recording.</summary>
    public int MarkedLines { get; }

    /// <summary>Rows that are listed and not proposed.</summary>
    public int ListedRows { get; }
}
