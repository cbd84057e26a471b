namespace EdgeGuard.Central;

/// <summary>Whom an endpoint lets in. The zero value lets in nobody.</summary>
internal enum Door : byte
{
    Closed = 0,

    /// <summary>Whoever reaches it. What is sent there is limited for each address.</summary>
    Anyone = 1,

    /// <summary>Whoever signed in. What is shown is that of the person's sites.</summary>
    SignedIn = 2,

    /// <summary>An operator, of the site that it is about or, where it is about none, of any.</summary>
    Operator = 3,

    /// <summary>An engineer, likewise.</summary>
    Engineer = 4,

    /// <summary>An administrator.</summary>
    Administrator = 5,

    /// <summary>A program that shows a key, and no person: whoever signed in has none by that.</summary>
    Program = 6,
}
