namespace EdgeGuard.Pki;

/// <summary>How a certificate is issued.</summary>
public sealed record IssueOptions
{
    /// <summary>Days until it runs out, never after its CA.</summary>
    public int Days { get; init; } = 730;

    /// <summary>RSA 3072 instead of P-256, for what cannot do elliptic curves.</summary>
    public bool Rsa { get; init; }

    /// <summary>Where the files go; null: the CA's own directory.</summary>
    public string? Out { get; init; }
}
