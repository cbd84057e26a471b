namespace EdgeGuard.Core;

/// <summary>What runs out, in words.</summary>
public static class CredentialKindText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(CredentialKind kind)
    {
        switch (kind)
        {
            case CredentialKind.Module: return "the module's certificate";
            case CredentialKind.ClientsCa: return "the clients' CA";
            case CredentialKind.RevocationList: return "the revocation list";
            case CredentialKind.BrokerCa: return "the broker's CA";
            case CredentialKind.ForBroker: return "the certificate for the broker";
            default: return "credential " + (int)kind;
        }
    }
}
