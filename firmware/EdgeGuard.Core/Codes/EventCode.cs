namespace EdgeGuard.Core;

/// <summary>What an event says. Append only: a number, once shipped, keeps its meaning; consoles store it.</summary>
/// <remarks>The meaning of <see cref="Event.A"/> and <see cref="Event.B"/> stands beside each code; all else is its row in
/// <see cref="EventTable"/>.</remarks>
public enum EventCode : ushort
{
    None = 0,

    /// <summary>The module started. What an earlier run had not sent is unknown.</summary>
    ModuleStarted = 100,

    /// <summary>The module stops as asked.</summary>
    ModuleStopping = 101,

    /// <summary>A configuration came into force. A: its generation. B: first 32 bits of the policy's hash.</summary>
    ConfigurationActive = 110,

    /// <summary>A configuration was refused; the old one stays. A: number of problems. Or B: the HandshakeFault for which every session
    /// would have ended, and A how many there were.</summary>
    ConfigurationRejected = 111,

    /// <summary>The mode changed. A: the new mode.</summary>
    ModeChanged = 112,

    /// <summary>The certificate revocation list is older than its nextUpdate. A: hours overdue.</summary>
    CrlStale = 113,

    /// <summary>CA or CRL were loaded again. A: sessions ended by it.</summary>
    TrustChanged = 114,

    /// <summary>A revocation list begins in the future: this clock or the
    /// CA's is wrong. The list counts. A: minutes until it begins.</summary>
    CrlEarly = 159,

    /// <summary>Certificates are judged by a clock that is only a floor, as
    /// clock.untrusted allows. Once a start, with the first client.</summary>
    ClockNotTrusted = 115,

    /// <summary>A configuration came into force until it is confirmed. A: the
    /// generation that it would get. B: seconds until the old one comes back.</summary>
    ConfigurationTried = 116,

    /// <summary>A configuration was stored. A: its generation.</summary>
    ConfigurationCommitted = 117,

    /// <summary>A configuration on trial is gone and the one before is in
    /// force. A: the generation in force. B: why (RollbackReason).</summary>
    ConfigurationRolledBack = 118,

    /// <summary>A person set the clock. A: seconds by which it jumped. B: ClockTrust before; where it was unset, A is 0.</summary>
    ClockSet = 119,

    /// <summary>Something in the module failed that nothing expects: a fault
    /// of ours. Where it was a session's, that session ended.</summary>
    InternalFault = 120,

    /// <summary>A stored record is damaged. A: number of the record (RecordName). B: 2 its other copy is used, 3 nothing is left of it (of
    /// stored events: of one batch).</summary>
    StoreDamaged = 121,

    /// <summary>The store refused to write. A: number of the record (RecordName).</summary>
    StoreRefused = 122,

    /// <summary>A certificate, key, CA, revocation list or password was installed. A: number of the record (RecordName).</summary>
    CredentialInstalled = 123,

    /// <summary>A certificate, key, CA, revocation list or password was removed. A: number of the record (RecordName).</summary>
    CredentialRemoved = 124,

    /// <summary>A backup was shown. A: 1 with secrets, wrapped by a passphrase; 0 without.</summary>
    BackupMade = 125,

    /// <summary>A backup was taken over; its settings and policy are a candidate. A: 1 with secrets, 0 without.</summary>
    BackupRestored = 126,

    /// <summary>All keys, accounts and settings were removed.</summary>
    FactoryReset = 127,

    /// <summary>The module is isolated: every session has ended, and nobody is let in. A: IsolationReason.</summary>
    IsolationBegan = 128,

    /// <summary>The module is isolated no more.</summary>
    IsolationEnded = 129,

    /// <summary>The first account was made with the claim code. A: number of the account.</summary>
    ModuleClaimed = 130,

    /// <summary>An account was made. A: its number. B: AccountLevel.</summary>
    AccountCreated = 131,

    /// <summary>An account was changed. A: its number. B: AccountChange.</summary>
    AccountChanged = 132,

    /// <summary>An account was removed. A: its number.</summary>
    AccountRemoved = 133,

    /// <summary>A certificate or list in use runs out soon. A: CredentialKind. B: whole days left.</summary>
    CredentialEnding = 134,

    /// <summary>A certificate or list in use has run out. A: CredentialKind.</summary>
    CredentialEnded = 135,

    /// <summary>A person had the module test itself. A: checks that failed. B: checks.</summary>
    SelfTested = 136,

    /// <summary>A clock chip or a time server has set the clock. A: which (ClockSource). B: seconds by which it moved.</summary>
    ClockFollowed = 137,

    /// <summary>A time was not taken: too far from what the clock says, before what it may say, or of a chip that has stopped. Once, until
    /// the clock is set, and a chip's at each start. A: whose (ClockSource). B: seconds by which it would have moved.</summary>
    ClockRefused = 138,

    /// <summary>The key by which events are verified was shown, under a passphrase.</summary>
    SealKeyShown = 139,

    /// <summary>A device found nothing stored at all: it is new, or its file system
    /// could not be read and was made again. Everything is refused.</summary>
    StoreEmpty = 140,

    /// <summary>Every account was removed, because nobody could log in any more: by whoever has the store in his hands, or by key switch
    /// and claim code. A: how many there were.</summary>
    AccountsForgotten = 144,

    /// <summary>A thread of the module was unresponsive when it should have been. A: Worker. B: its number.</summary>
    WorkerLate = 145,

    /// <summary>The module started. A: why (RestartReason). B: which worker
    /// that was about, in the upper 8 bits (Worker), and its number.</summary>
    Restarted = 146,

    /// <summary>The operating system has no file handle left for the module:
    /// connections wait. A: how many it may have; 0 unknown.</summary>
    NoHandles = 147,

    /// <summary>The key switch was turned: the relay bridges the module, and nothing is guarded.</summary>
    Bypassed = 150,

    /// <summary>The relay is released: the module is between its clients and the PLC again. A: why (BypassEnd).</summary>
    BypassEnded = 151,

    /// <summary>The key switch was turned for nothing. A: 0 the configuration allows
    /// no bypass, 1 the key was not seen off before, as after a restart.</summary>
    BypassRefused = 152,

    /// <summary>The case was opened, or the wire of its contact cut.</summary>
    CaseOpened = 153,

    /// <summary>The case was closed.</summary>
    CaseClosed = 154,

    /// <summary>The button was held for five seconds.</summary>
    ButtonHeld = 155,

    /// <summary>Button, key switch and case contact cannot be read.</summary>
    PanelLost = 156,

    /// <summary>A session began. A: transport.</summary>
    SessionOpened = 200,

    /// <summary>A session ended. A: requests it made. B: SessionEnd.</summary>
    SessionClosed = 201,

    /// <summary>A handshake failed or was refused. A: HandshakeFault. B: for a certificate outside its dates the minutes until it begins,
    /// or since its end.</summary>
    HandshakeRefused = 202,

    /// <summary>A link was refused for want of a free session. Reason says whose.</summary>
    SessionRefused = 203,

    /// <summary>A session was ended because its certificate ran out or was revoked. A: HandshakeFault.</summary>
    SessionRevoked = 204,

    /// <summary>A client has the NULL role. A: RoleFault.</summary>
    NullRole = 205,

    /// <summary>A client whose chain has run out is let in, or stays, by peer.expiry-grace. A: hours past its end.</summary>
    ExpiredAccepted = 206,

    /// <summary>A person at the console ended a client's session. A: number of the session.</summary>
    SessionEnded = 207,

    /// <summary>A person logged in. A: number of the account. B: 1 with a second factor.</summary>
    LoggedIn = 210,

    /// <summary>A login failed. A: number of the account, 0 for a name that nobody has (which
    /// may be a password in the wrong place, and is never shown). B: LoginFault.</summary>
    LoginFailed = 211,

    /// <summary>A person is no longer logged in. A: number of the account. B: LogoutReason.</summary>
    LoggedOut = 212,

    /// <summary>A person at the console began to trace. A: TraceDial. B: 1 with what is in coils and registers.</summary>
    TraceBegun = 213,

    /// <summary>A request was refused. Reason and rule say why. Malformed: A is RequestFault, B the limit. Value and Step: A is the
    /// ValueType that the offending value has. Of a write B is 1 + the number of the value, from 0, that the offending value is, where the
    /// reason has no number of its own; of 22 it is AND mask and OR mask.</summary>
    RequestRefused = 300,

    /// <summary>In observe mode: a request was forwarded that enforce mode would refuse. B: as above.</summary>
    RequestObserved = 301,

    /// <summary>A request was rate-limited by a limit (answered 06). Reason says which.</summary>
    RequestLimited = 302,

    /// <summary>A stream was not Modbus and the link was closed. A: FrameFault. B: the offending number.</summary>
    FrameBroken = 310,

    /// <summary>A write was forwarded to the PLC. B: as above.</summary>
    WriteForwarded = 320,

    /// <summary>A person at the console read from a unit, past the policy.
    /// A: OperatorReadFault. B: milliseconds from the sending on.</summary>
    UnitAsked = 330,

    /// <summary>The PLC did not answer in time. A: milliseconds waited. B: frames of other transactions that came meanwhile.</summary>
    PlcTimeout = 400,

    /// <summary>A whole answer of the PLC was not as the request implies; an exception that is clear all the same was handed on. A:
    /// ResponseFault. B: what was expected. The offending value: what came instead. The offending
    /// address: the one that a write's answer names, where it is another one.</summary>
    PlcResponseWrong = 401,

    /// <summary>The first connection to the PLC stands, or the PLC answers again after it was lost. A: number of the connection, from 0. B:
    /// seconds that it was lost.</summary>
    PlcConnected = 402,

    /// <summary>The PLC is lost: reported once, until it answers again. A: number of the connection that found out, from 0. B: how it is
    /// (PlcState); 0 of older modules, which reported each connection.</summary>
    PlcLost = 403,

    /// <summary>An answer came too late, or that nobody asked for, and was dropped.
    /// A: its transaction id. The request is the one that was sent before.</summary>
    PlcResponseStray = 404,

    /// <summary>The stream from the PLC was not Modbus; of a bus, an answer was damaged. A: FrameFault. B: the offending number; of text,
    /// its first characters in B, offending value, address and quantity; of RTU over TCP, unit and function.</summary>
    PlcFrameBroken = 405,

    /// <summary>The PLC began an answer and did not finish it. A: bytes that
    /// came. B: what the header's length field says, 0 before it came.</summary>
    PlcResponseCut = 406,

    /// <summary>A person had the module let go of PLCs and buses for a while:
    /// connections and ports are closed, and clients get 0A. A: seconds.</summary>
    PlcReleased = 420,

    /// <summary>The module uses PLCs and buses again. A: 1 a person wanted that, 0 the time was over.</summary>
    PlcTakenBack = 421,

    /// <summary>Bytes of the PLC that nobody asked for, and that are no answer, were dropped between two requests. Once for each connection
    /// number; the counter has them all. A: how many. B: the first of them.</summary>
    PlcBytesDropped = 422,

    /// <summary>The PLC ended the connection instead of answering a request.</summary>
    PlcHungUp = 423,

    /// <summary>The PLC takes connections and answers nothing over them. A: how many in a row.</summary>
    PlcFruitless = 424,

    /// <summary>A unit says something else of itself than it last did, to a client that asked it by 43/14: it was replaced, has another
    /// software, or somebody else answers in its place. A: which objects, a bit each, bit 0 for the vendor's name.</summary>
    UnitIdentityChanged = 425,

    /// <summary>A serial port is open. A: number of its line, from 0; -1 for a client's port, which is the peer.</summary>
    BusOpened = 410,

    /// <summary>A serial port was lost, or could not be opened. A: as above. B: SerialFault.</summary>
    BusLost = 411,

    /// <summary>A unit of a bus does not answer; the guard backs off from it for a while, and its clients get 0B at once. A: number of the
    /// line. B: milliseconds until it is tried again.</summary>
    UnitSilent = 412,

    /// <summary>A unit that did not answer does so again. A: number of the line.</summary>
    UnitAnswers = 413,

    /// <summary>A bus did not fall silent, so that nothing could be sent. A: number of the line.</summary>
    BusNeverSilent = 414,

    /// <summary>A bus hands our own requests back, and is not set to: a write's echo would pass for its answer. A: as above.</summary>
    BusEchoes = 415,

    /// <summary>What comes from a unit of a bus is no answer: another unit's, or
    /// damaged; the guard backs off from it as from a silent one. A, B: as there.</summary>
    UnitNotUnderstood = 416,

    /// <summary>Bytes hang on the frames of a serial line without a silence between, and are passed over. Once a unit. A: how many before
    /// the frame, below 0 behind it; 0: nobody can tell them from data of a
    /// client's request, and it was dropped. B: the first of them.</summary>
    BusGlued = 417,

    /// <summary>The connection to the broker stands. A: connection number.</summary>
    BrokerConnected = 500,

    /// <summary>The connection to the broker was lost. A: connection number.</summary>
    BrokerLost = 501,

    /// <summary>Events could not be sent, because the broker takes them in no size, and are gone. A: how many.</summary>
    EventsTooLarge = 502,

    /// <summary>Events were lost. A: how many (low 32 bits), B: sequence of the first (low 32 bits). By a start: A is -1,
    /// unknown, and B how many bytes of stored events a power cut made unreadable.</summary>
    EventsLost = 900,
}
