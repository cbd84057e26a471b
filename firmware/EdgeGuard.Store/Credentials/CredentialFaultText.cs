namespace EdgeGuard.Store;

/// <summary>What is wrong and what would be right, for every <see cref="CredentialFault"/>.</summary>
public static class CredentialFaultText
{
    public static string Message(CredentialFault fault)
    {
        switch (fault)
        {
            case CredentialFault.NotAllowed: return FaultWords.NotAllowed;
            case CredentialFault.None: return "done";
            case CredentialFault.Problems: return "it does not fit; nothing was installed";
            case CredentialFault.Unknown: return "there is no such credential";
            case CredentialFault.TooLong: return "the text is longer than " + CredentialSet.MaxBytes.ToString() + " bytes";
            case CredentialFault.NoKey: return "no key waits for a certificate";
            case CredentialFault.StoreRefused: return FaultWords.StoreRefused;
            case CredentialFault.NoKeysHere: return "this module makes no keys of its own";
            case CredentialFault.EndsEverybody: return "nothing was installed";
            default: return "unknown fault";
        }
    }

    public static string Remedy(CredentialFault fault)
    {
        switch (fault)
        {
            case CredentialFault.NotAllowed: return FaultWords.AskTechnician;
            case CredentialFault.TooLong: return "nothing was installed";
            case CredentialFault.NoKey: return "'csr new NAME' makes one, and the request that your CA signs";
            case CredentialFault.StoreRefused: return FaultWords.MediumRefuses;
            case CredentialFault.NoKeysHere: return "let your CA make key and certificate, and paste both into 'install certificate'";
            case CredentialFault.EndsEverybody: return "'install' by itself asks whether that is meant";
            default: return "";
        }
    }
}
