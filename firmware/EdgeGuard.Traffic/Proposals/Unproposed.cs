namespace EdgeGuard.Traffic;

/// <summary>Why a recorded row is listed in a proposal and not proposed.</summary>
public enum Unproposed : byte
{
    /// <summary>It is proposed.</summary>
    None = 0,

    /// <summary>Its requests break the specification.</summary>
    Malformed = 1,

    /// <summary>A function, or a sub-function, that the specification does not have: nothing in it can be judged.</summary>
    Vendor = 2,

    /// <summary>It went to all units of a bus at once.</summary>
    Broadcast = 3,

    /// <summary>The policy in force refused every one of its requests: somebody decided about it already.</summary>
    Refused = 4,

    /// <summary>Its client had no role.</summary>
    NoRole = 5,

    /// <summary>The role's name holds characters that no policy text can.</summary>
    RoleName = 6,

    /// <summary>There are more roles than a policy has.</summary>
    TooManyRoles = 7,
}
