namespace EdgeGuard.Core;

/// <summary>The words for a <see cref="RoleOrigin"/>.</summary>
public static class RoleOriginText
{
    /// <summary>One or two lower-case words; <c>origin N</c> for a number that this version does not know.</summary>
    public static string Of(RoleOrigin origin)
    {
        switch (origin)
        {
            case RoleOrigin.Certificate: return "certificate";
            case RoleOrigin.AddressTable: return "address table";
            case RoleOrigin.Port: return "port setting";
            case RoleOrigin.Unknown: return "unknown";
            default: return "origin " + (int)origin;
        }
    }
}
