namespace EdgeGuard.Core;

/// <summary>Why a certificate gives no role. Every value but <see cref="None"/> means the NULL role (MB-TCP-Security R-23).</summary>
/// <remarks>Reported in events: append only. The zero value gives no role. Its text is in RoleFaultText.</remarks>
public enum RoleFault : byte
{
    /// <summary>No role extension, or nothing was read yet.</summary>
    Absent = 0,

    /// <summary>Nothing is wrong: there is exactly one valid role.</summary>
    None = 1,

    /// <summary>More than one role extension.</summary>
    Twice = 2,

    /// <summary>The extension's value is something other than a UTF8String .</summary>
    WrongType = 3,

    /// <summary>An empty string.</summary>
    Empty = 4,

    /// <summary>More than <see cref="CertificateRoleReader.MaxBytes"/> bytes.</summary>
    TooLong = 5,

    /// <summary>The string is not UTF-8.</summary>
    NotUtf8 = 6,

    /// <summary>The string holds a control character.</summary>
    ControlCharacter = 7,

    /// <summary>The certificate, or the extension's value, is not DER as RFC 5280 draws it.</summary>
    Malformed = 8,
}
