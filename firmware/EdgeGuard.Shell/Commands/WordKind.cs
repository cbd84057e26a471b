namespace EdgeGuard.Shell;

/// <summary>What a word behind a command's name is, so that it can be completed.</summary>
internal enum WordKind : byte
{
    /// <summary>Anything: nothing to offer.</summary>
    Free = 0,

    /// <summary>A setting's key.</summary>
    Key = 1,

    /// <summary>A value of the key before it.</summary>
    Value = 2,

    /// <summary>The number of a session.</summary>
    Session = 3,

    /// <summary>An account's name.</summary>
    Account = 4,

    /// <summary>One of the command's own words.</summary>
    Choice = 5,

    /// <summary>The name of a command.</summary>
    Command = 6,

    /// <summary>A role of the candidate's policy, or one of the command's own words.</summary>
    Role = 7,

    /// <summary>The line of the candidate's policy whose number stands before it.</summary>
    PolicyLine = 8,
}
