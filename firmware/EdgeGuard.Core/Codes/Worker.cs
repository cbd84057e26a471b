namespace EdgeGuard.Core;

/// <summary>What a thread of the module is for. Append only: events and the restart cause tell of it by number.</summary>
public enum Worker : byte
{
    None = 0,

    /// <summary>Takes clients from a listener. Number: the listener's, from 0.</summary>
    Listener = 1,

    /// <summary>Serves one client. Number: the session's.</summary>
    Session = 2,

    /// <summary>Looks at the certificates of live sessions.</summary>
    Recheck = 3,

    /// <summary>Brings events to the broker.</summary>
    Reporter = 4,

    /// <summary>Connects to the broker.</summary>
    Uplink = 5,

    /// <summary>Serves a console port.</summary>
    Console = 6,

    /// <summary>Lights, button, key switch, relay.</summary>
    Panel = 7,

    /// <summary>Keeps the time.</summary>
    Clock = 8,

    /// <summary>Handshakes behind a listener.</summary>
    Handshakes = 9,

    /// <summary>The program's first thread.</summary>
    Main = 10,

    /// <summary>Serves many clients. Number: the loop's, from 0.</summary>
    Loop = 11,
}
