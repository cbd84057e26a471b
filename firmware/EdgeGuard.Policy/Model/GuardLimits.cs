namespace EdgeGuard.Policy;

/// <summary>Our own limits and defaults, each with its reason. The specification's are ModbusLimits.</summary>
public static class GuardLimits
{
    /// <summary>Lines with a condition that may cover one address: bounds what a decision costs.</summary>
    public const int MaxConditionalLines = 16;

    /// <summary>Largest policy text, characters: what the device can hold twice.</summary>
    public const int MaxPolicyText = 65536;

    /// <summary>Roles of a policy: bounds how far the device looks, and how deep, for what a role includes.</summary>
    public const int MaxRoles = 64;

    /// <summary>Largest settings text, characters: more than every setting in full takes.</summary>
    public const int MaxSettingsText = 65536;

    /// <summary>Lines of one setting that may stand on several: there are so many unit ids.</summary>
    public const int MaxSettingValues = 256;

    /// <summary>Entries of a compiled policy's tables: what the device's memory holds beside everything else.</summary>
    public const int MaxCompiledRanges = 65_535;

    /// <summary>Values of the PLC that <c>when</c> and <c>step</c> may name: each has a place in memory.</summary>
    public const int MaxObservedValues = 2_048;

    /// <summary>Requests of one client that may wait for the PLC at once, unless the policy says otherwise.</summary>
    public const int DefaultPending = 16;

    /// <summary>Milliseconds a request may wait for the line, unless the policy says otherwise: longer than that, and an
    /// operator has asked again.</summary>
    public const int DefaultLifetimeMs = 10_000;

    /// <summary>Sessions a client may have at once, unless the policy says otherwise.</summary>
    public const int DefaultSessionsPerClient = 8;

    /// <summary>Sessions the module has at most, unless the policy says otherwise.</summary>
    public const int DefaultSessions = 64;

    /// <summary>Milliseconds a PLC may take to answer: an old one behind a slow scan takes a few hundred.</summary>
    public const int DefaultPlcTimeoutMs = 1_000;

    /// <summary>Milliseconds that connecting to the PLC may take: on one switch it takes a few.</summary>
    public const int DefaultPlcConnectMs = 2_000;

    /// <summary>Milliseconds without a request after which a session is closed: the slowest pollers ask every few minutes.</summary>
    public const int DefaultClientIdleMs = 600_000;

    /// <summary>Milliseconds in which a client must finish a frame and take an answer: a frame is one TCP segment.</summary>
    public const int DefaultClientStallMs = 5_000;

    /// <summary>Clients remembered after their last session, so that a reconnect does not refill a rate bucket.</summary>
    public const int RememberedClients = 128;

    /// <summary>How many later requests of a better priority may go before one, until it rises by one rank.</summary>
    public const int OvertakesPerRank = 8;

    /// <summary>Values read for one request: as many as conditional lines may cover one address.</summary>
    public const int MaxValueReads = MaxConditionalLines;

    /// <summary>Milliseconds before a PLC that could not be reached is dialled again, the first time; doubled each time …</summary>
    public const int FirstDialDelayMs = 250;

    /// <summary>… up to this: a PLC that starts again is found within it.</summary>
    public const int LastDialDelayMs = 5_000;

    /// <summary>Longest pause behind a connection that was accepted and over which nothing was answered: whose turn it was may be what is
    /// wrong, and the next in turn must not wait long for it.</summary>
    public const int LastUselessDelayMs = 1_000;

    /// <summary>Unanswered requests in a row after which the connection to the PLC is given up: one or two are a busy PLC.</summary>
    public const int TimeoutsBeforeReconnect = 3;

    /// <summary>Milliseconds that a connection over which nothing was answered yet is
    /// kept all the same: serial servers set their line up for some seconds.</summary>
    public const int FreshPatienceMs = 20_000;

    /// <summary>Milliseconds behind an answer in which a PLC that ends a connection
    /// unasked is taken for alive: most pollers ask within them.</summary>
    public const int AliveMs = 30_000;

    /// <summary>Connections in a row that end behind one answer, after which this is taken for the PLC's way.</summary>
    public const int ShortConnections = 3;

    /// <summary>Milliseconds behind an answer after which a connection that stands has shown that it lasts.</summary>
    public const int LastingMs = 1_000;

    /// <summary>Milliseconds that such a PLC gets to end the connection,
    /// before a write is sent that rests on a value read over it.</summary>
    public const int LastLookMs = 100;

    /// <summary>Times that values are read again, because the connection ended between them and the write.</summary>
    public const int ValueRenewals = 2;

    /// <summary>Connections in a row over which nothing was answered, after
    /// which that is reported: a PLC that restarts may cost one or two.</summary>
    public const int FruitlessConnections = 3;

    /// <summary>Times that bytes which nobody asked for are taken from the
    /// PLC before a request, until the connection is given up.</summary>
    public const int MaxStrayReads = 16;

    /// <summary>Bytes before an answer, or behind it, that belong to nothing and do not put the stream out of step.</summary>
    public const int MaxGluedBytes = 8;

    /// <summary>Milliseconds in which bytes that are there must be read.</summary>
    public const int StrayReadMs = 100;

    /// <summary>Milliseconds after which a thread that waits for clients looks whether it shall stop.</summary>
    public const int AcceptMs = 60_000;

    /// <summary>Milliseconds between two looks at the certificates of live sessions.</summary>
    public const int RecheckMs = 1_000;

    /// <summary>Milliseconds beyond its lifetime in the queue that one request
    /// may take: connecting, values, retries, all at their longest.</summary>
    public const int RequestMs = 300_000;

    /// <summary>Milliseconds that a loop waits at most before it says that it is alive.</summary>
    public const int LoopMs = 1_000;

    /// <summary>Requests of one session, or frames of a PLC that answer nothing, that a loop handles before it looks after the
    /// others.</summary>
    public const int RequestsATurn = 8;

    /// <summary>So many arrivals a loop takes up before those that were put off.</summary>
    public const int ArrivalsATurn = 64;

    /// <summary>Milliseconds that a loop with one session may wait in its link: so long a session that comes is made to wait.</summary>
    public const int AloneMs = 20;

    /// <summary>Milliseconds without work after which a thread that waits for PLCs ends.</summary>
    public const int WaitingThreadIdleMs = 10_000;

    /// <summary>Milliseconds that a thread pauses after an internal fault.</summary>
    public const int FaultPauseMs = 1_000;

    /// <summary>Times that a read is sent again after a damaged answer:
    /// noise is short, and two in a row are a fault of the wiring.</summary>
    public const int DefaultBusRetries = 1;

    /// <summary>Milliseconds that units get for a broadcast: the serial line guide V1.02, section 2.4.1, has 100 to 200.</summary>
    public const int DefaultTurnaroundMs = 100;

    /// <summary>A silent unit is tried so rarely that it takes one part in so many of the bus: less than 5 %.</summary>
    public const int ProbeShare = 20;

    /// <summary>Microseconds added to the time that a silent unit gets for its answer: a PLC's scan.</summary>
    public const int ProbeSlackUs = 20_000;

    /// <summary>How slowly a slow answer is forgotten: by one part in so many of what is beyond later ones.</summary>
    public const int SlownessMemory = 16;

    /// <summary>Milliseconds in which a bus must fall silent before a request: longer than the longest frame at 1,200 Bd.</summary>
    public const int BusNoiseMs = 3_000;

    /// <summary>Milliseconds beyond its own time, twice, that a frame may take to leave: a port that is stuck is closed.</summary>
    public const int BusWriteSlackMs = 500;
}
