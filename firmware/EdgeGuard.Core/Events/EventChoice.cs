namespace EdgeGuard.Core;

/// <summary>Which of the last events are meant.</summary>
public enum EventChoice : byte
{
    /// <summary>Every one.</summary>
    All = 0,

    /// <summary>What clients were refused: requests, sessions, handshakes; and failed logins.</summary>
    Refused = 1,

    /// <summary>Access and change: what people did to the module, and what became of it.</summary>
    Changes = 2,
}
