namespace EdgeGuard.Core;

/// <summary>Whether an event names a request: whether its function, unit and addresses mean something.</summary>
internal enum RequestPart : byte
{
    /// <summary>It names none.</summary>
    Never = 0,

    /// <summary>It is about one.</summary>
    Always = 1,

    /// <summary>It names the one before, where there is one.</summary>
    IfKnown = 2,
}
