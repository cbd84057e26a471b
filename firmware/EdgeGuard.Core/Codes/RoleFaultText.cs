namespace EdgeGuard.Core;

/// <summary>The words for a <see cref="RoleFault"/>, for everybody who shows one.</summary>
public static class RoleFaultText
{
    /// <summary>A few lower-case words; "unknown" for a number that this version does not know.</summary>
    public static string Of(RoleFault fault)
    {
        switch (fault)
        {
            case RoleFault.Absent: return "no role in the certificate";
            case RoleFault.None: return "one valid role";
            case RoleFault.Twice: return "more than one role in the certificate";
            case RoleFault.WrongType: return "the role is not a UTF8String";
            case RoleFault.Empty: return "the role is empty";
            case RoleFault.TooLong: return "the role is longer than 64 bytes";
            case RoleFault.NotUtf8: return "the role is not UTF-8";
            case RoleFault.ControlCharacter: return "the role holds a control character";
            case RoleFault.Malformed: return "the role extension is malformed";
            default: return "unknown";
        }
    }
}
