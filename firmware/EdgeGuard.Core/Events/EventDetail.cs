namespace EdgeGuard.Core;

/// <summary>What A and B of an event say, as <see cref="EventDetailText"/>
/// words it. Kept nowhere: the numbers mean nothing outside.</summary>
internal enum EventDetail : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A: generation of a configuration.</summary>
    Generation,

    /// <summary>A: generation. B: seconds until it is taken back.</summary>
    Trial,

    /// <summary>A: generation in force. B: RollbackReason.</summary>
    Rollback,

    /// <summary>A: problems; or sessions that would end, and B the HandshakeFault.</summary>
    Rejection,

    /// <summary>A: GuardMode.</summary>
    Mode,

    /// <summary>A: hours past the next update.</summary>
    Overdue,

    /// <summary>A: minutes until it begins.</summary>
    Early,

    /// <summary>A: sessions.</summary>
    SessionsEnded,

    /// <summary>A: seconds. B: ClockTrust before.</summary>
    ClockStep,

    /// <summary>A: ClockSource. B: seconds.</summary>
    ClockSource,

    /// <summary>A: RecordName. B: RecordHealth.</summary>
    Damage,

    /// <summary>A: RecordName.</summary>
    Record,

    /// <summary>A: 1 with secrets.</summary>
    Secrets,

    /// <summary>A: IsolationReason.</summary>
    Isolation,

    /// <summary>A: number of an account.</summary>
    Account,

    /// <summary>A: how many accounts.</summary>
    Accounts,

    /// <summary>A: number of an account. B: AccountLevel.</summary>
    AccountLevel,

    /// <summary>A: number of an account. B: AccountChange.</summary>
    AccountChange,

    /// <summary>A: number of an account; 0 unknown. B: LoginFault.</summary>
    Login,

    /// <summary>A: number of an account. B: LogoutReason.</summary>
    Logout,

    /// <summary>A: CredentialKind. B: whole days left.</summary>
    Expiry,

    /// <summary>A: checks that failed. B: checks.</summary>
    Checks,

    /// <summary>A: Worker. B: its number.</summary>
    Worker,

    /// <summary>A: RestartReason. B: Worker and its number.</summary>
    Restart,

    /// <summary>A: file handles at most; 0 unknown.</summary>
    Handles,

    /// <summary>A: BypassEnd.</summary>
    BypassEnd,

    /// <summary>A: 1 the key was not seen off before.</summary>
    BypassRefusal,

    /// <summary>Both stand in the words of the peer.</summary>
    InPeer,

    /// <summary>A: requests. B: SessionEnd.</summary>
    SessionEnd,

    /// <summary>A: HandshakeFault. B: minutes outside the dates.</summary>
    Handshake,

    /// <summary>A: HandshakeFault.</summary>
    Revocation,

    /// <summary>A: RoleFault.</summary>
    Role,

    /// <summary>A: hours past the end.</summary>
    Grace,

    /// <summary>A: number of a session.</summary>
    Session,

    /// <summary>A: TraceDial. B: 1 with values.</summary>
    Trace,

    /// <summary>Of a malformed request A: RequestFault. B: the limit. Else the reason says enough.</summary>
    Malformed,

    /// <summary>Both stand in the words of the request.</summary>
    InRequest,

    /// <summary>A: FrameFault. B: the offending number.</summary>
    Frame,

    /// <summary>A: OperatorReadFault. B: milliseconds.</summary>
    Asked,

    /// <summary>A: milliseconds. B: responses to other requests.</summary>
    Timeout,

    /// <summary>A: ResponseFault. B: what was expected.</summary>
    Response,

    /// <summary>A: bytes that came. B: the length field.</summary>
    CutShort,

    /// <summary>A: number of a connection. B: seconds without one.</summary>
    Connection,

    /// <summary>A: number of a connection. B: PlcState.</summary>
    PlcState,

    /// <summary>A: transaction id.</summary>
    Stray,

    /// <summary>A: seconds.</summary>
    Seconds,

    /// <summary>A: 1 by a person.</summary>
    TakenBack,

    /// <summary>A: bytes. B: the first of them.</summary>
    Unasked,

    /// <summary>A: connections in a row.</summary>
    Fruitless,

    /// <summary>A: bits of device objects.</summary>
    DeviceObjects,

    /// <summary>A: number of a line.</summary>
    Line,

    /// <summary>A: number of a line. B: SerialFault.</summary>
    LineFault,

    /// <summary>A: number of a line. B: milliseconds.</summary>
    UnitBackoff,

    /// <summary>A: bytes before the frame, below 0 behind it. B: the first of them.</summary>
    Glued,

    /// <summary>A: number of a connection.</summary>
    Broker,

    /// <summary>A: events.</summary>
    TooLarge,

    /// <summary>A: events; -1 unknown. B: number of the first, or bytes torn.</summary>
    Lost,
}
