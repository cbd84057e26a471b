namespace EdgeGuard.Shell;

/// <summary>What can be installed by pasting it.</summary>
public enum CredentialKind : byte
{
    /// <summary>The module's certificate, for the key that its signing request was made of; then the rest of its chain.</summary>
    Certificate = 0,

    /// <summary>The CA of the clients.</summary>
    Authority = 1,

    /// <summary>Its revocation lists.</summary>
    RevocationList = 2,

    /// <summary>The CA of the broker.</summary>
    BrokerAuthority = 3,
}
