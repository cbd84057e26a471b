namespace EdgeGuard.Core;

/// <summary>What runs out some day. Reported in events: append only.</summary>
public enum CredentialKind : byte
{
    /// <summary>The module's certificate toward the plant, or one of its chain.</summary>
    Module = 1,

    /// <summary>A CA of the clients.</summary>
    ClientsCa = 2,

    /// <summary>A revocation list: at its nextUpdate.</summary>
    RevocationList = 3,

    /// <summary>A CA of the broker.</summary>
    BrokerCa = 4,

    /// <summary>The module's certificate toward the broker.</summary>
    ForBroker = 5,
}
