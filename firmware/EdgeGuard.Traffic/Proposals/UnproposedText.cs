namespace EdgeGuard.Traffic;

/// <summary>Why something is not proposed, in words.</summary>
internal static class UnproposedText
{
    internal static string Of(Unproposed why)
    {
        switch (why)
        {
            case Unproposed.None: return "proposed";
            case Unproposed.Malformed: return "malformed";
            case Unproposed.Vendor: return "outside the specification, so nobody can judge it";
            case Unproposed.Broadcast: return "a broadcast";
            case Unproposed.Refused: return "the policy in force refused it every time";
            case Unproposed.NoRole: return "its client has no role";
            case Unproposed.RoleName: return "no policy can write its role's name";
            case Unproposed.TooManyRoles: return "more roles than a policy has";
            default: return "reason " + (int)why;
        }
    }
}
