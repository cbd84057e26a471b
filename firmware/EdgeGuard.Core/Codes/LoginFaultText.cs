namespace EdgeGuard.Core;

/// <summary>The words for a <see cref="LoginFault"/>.</summary>
public static class LoginFaultText
{
    /// <summary>A few lower-case words; "unknown" for a number that this version does not know.</summary>
    public static string Of(LoginFault fault)
    {
        switch (fault)
        {
            case LoginFault.Unverified: return "not verified";
            case LoginFault.None: return "logged in";
            case LoginFault.NameOrPassword: return "name or password is wrong";
            case LoginFault.CodeNeeded: return "the code of the second factor is missing";
            case LoginFault.Code: return "the code of the second factor is wrong or was used before";
            case LoginFault.Locked: return "too many failures";
            case LoginFault.Unclaimed: return "the module has no account yet";
            case LoginFault.ClaimCode: return "the claim code is wrong";
            default: return "unknown";
        }
    }
}
