namespace EdgeGuard.Core;

/// <summary>What is known of each event code, one row a code: its lasting name, its words, how it is kept, and what A and B say.</summary>
/// <remarks>Parallel arrays, filled at the start: a device keeps no object for a row, and an event that is raised costs two look-ups. A
/// code without a row, of a later module perhaps, is named by its number and has the least room.</remarks>
public static class EventTable
{
    /// <summary>Codes are below this.</summary>
    internal const int MaxCodes = 1000;

    // Row 0 is that of a code that is not known here.
    private const int MaxRows = 128;

    private static readonly byte[] RowOf = new byte[MaxCodes];
    private static readonly string[] Names = new string[MaxRows];
    private static readonly string[] Texts = new string[MaxRows];
    private static readonly EventDetail[] Details = new EventDetail[MaxRows];
    private static readonly EventClass[] Classes = new EventClass[MaxRows];
    private static readonly EventLikeness[] Likenesses = new EventLikeness[MaxRows];
    private static readonly RequestPart[] Parts = new RequestPart[MaxRows];
    private static readonly bool[] Refusals = new bool[MaxRows];

    private static int _rows;

    static EventTable()
    {
        Passing(EventCode.None, "", "", EventDetail.None, EventLikeness.A, RequestPart.Never);

        Change(EventCode.ModuleStarted, "module-started", "module started", EventDetail.None);
        Change(EventCode.ModuleStopping, "module-stopping", "module stops", EventDetail.None);
        Change(EventCode.ConfigurationActive, "configuration-active", "configuration in force", EventDetail.Generation);
        Change(EventCode.ConfigurationRejected, "configuration-rejected", "configuration refused", EventDetail.Rejection);
        Change(EventCode.ModeChanged, "mode-changed", "mode changed", EventDetail.Mode);
        Change(EventCode.CrlStale, "crl-stale", "revocation list overdue", EventDetail.Overdue);
        Change(EventCode.TrustChanged, "trust-changed", "CA or revocation list loaded", EventDetail.SessionsEnded);
        Change(EventCode.ClockNotTrusted, "clock-not-trusted", "certificates judged by a clock that is only a floor", EventDetail.None);
        Change(EventCode.ConfigurationTried, "configuration-tried", "configuration on trial", EventDetail.Trial);
        Change(EventCode.ConfigurationCommitted, "configuration-committed", "configuration committed", EventDetail.Generation);
        Change(EventCode.ConfigurationRolledBack, "configuration-rolled-back", "configuration rolled back", EventDetail.Rollback);
        Change(EventCode.ClockSet, "clock-set", "clock set", EventDetail.ClockStep);
        Passing(EventCode.InternalFault, "internal-fault", "fault of the module itself",
            EventDetail.None, EventLikeness.A, RequestPart.Never);
        Change(EventCode.StoreDamaged, "store-damaged", "stored record damaged", EventDetail.Damage);
        Change(EventCode.StoreRefused, "store-refused", "store refused to write", EventDetail.Record);
        Change(EventCode.CredentialInstalled, "credential-installed", "credential installed", EventDetail.Record);
        Change(EventCode.CredentialRemoved, "credential-removed", "credential removed", EventDetail.Record);
        Change(EventCode.BackupMade, "backup-made", "backup made", EventDetail.Secrets);
        Change(EventCode.BackupRestored, "backup-restored", "backup restored", EventDetail.Secrets);
        Change(EventCode.FactoryReset, "factory-reset", "factory reset", EventDetail.None);
        Change(EventCode.IsolationBegan, "isolation-began", "ISOLATED: nobody is let in", EventDetail.Isolation);
        Change(EventCode.IsolationEnded, "isolation-ended", "isolation ended", EventDetail.None);
        Change(EventCode.ModuleClaimed, "module-claimed", "module claimed", EventDetail.Account);
        Change(EventCode.AccountCreated, "account-created", "account created", EventDetail.AccountLevel);
        Change(EventCode.AccountChanged, "account-changed", "account changed", EventDetail.AccountChange);
        Change(EventCode.AccountRemoved, "account-removed", "account removed", EventDetail.Account);
        Change(EventCode.CredentialEnding, "credential-ending", "ALARM: runs out soon", EventDetail.Expiry);
        Change(EventCode.CredentialEnded, "credential-ended", "ALARM: has run out", EventDetail.Expiry);
        Change(EventCode.SelfTested, "self-tested", "self-test", EventDetail.Checks);
        Change(EventCode.ClockFollowed, "clock-followed", "clock set by itself", EventDetail.ClockSource);
        Change(EventCode.ClockRefused, "clock-refused", "time not taken", EventDetail.ClockSource);
        Change(EventCode.SealKeyShown, "seal-key-shown", "seal key shown", EventDetail.None);
        Change(EventCode.StoreEmpty, "store-empty", "nothing is stored: a new module, or a file system made anew", EventDetail.None);
        Change(EventCode.AccountsForgotten, "accounts-forgotten", "ALL ACCOUNTS REMOVED", EventDetail.Accounts);
        Change(EventCode.WorkerLate, "worker-late", "a thread of the module is unresponsive", EventDetail.Worker);
        Change(EventCode.Restarted, "restarted", "why the module started", EventDetail.Restart);
        Passing(EventCode.NoHandles, "no-handles", "ALARM: no file handles left", EventDetail.Handles, EventLikeness.A, RequestPart.Never);
        Change(EventCode.Bypassed, "bypassed", "BYPASSED: nothing is guarded", EventDetail.None);
        Change(EventCode.BypassEnded, "bypass-ended", "bypass ended", EventDetail.BypassEnd);
        Change(EventCode.BypassRefused, "bypass-refused", "key turned, no bypass", EventDetail.BypassRefusal);
        Change(EventCode.CaseOpened, "case-opened", "case opened", EventDetail.None);
        Change(EventCode.CaseClosed, "case-closed", "case closed", EventDetail.None);
        Change(EventCode.ButtonHeld, "button-held", "button held", EventDetail.None);
        Change(EventCode.PanelLost, "panel-lost", "panel cannot be read", EventDetail.None);
        Change(EventCode.CrlEarly, "crl-early", "revocation list begins later", EventDetail.Early);

        Passing(EventCode.SessionOpened, "session-opened", "session opened", EventDetail.InPeer, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.SessionClosed, "session-closed", "session closed", EventDetail.SessionEnd, EventLikeness.B, RequestPart.Never);
        Rejection(EventCode.HandshakeRefused, "handshake-refused", "handshake refused",
            EventDetail.Handshake, EventLikeness.A, RequestPart.Never);
        Rejection(EventCode.SessionRefused, "session-refused", "session refused", EventDetail.None, EventLikeness.A, RequestPart.Never);
        Change(EventCode.SessionRevoked, "session-revoked", "session revoked", EventDetail.Revocation);
        Passing(EventCode.NullRole, "null-role", "client without role", EventDetail.Role, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.ExpiredAccepted, "expired-accepted", "expired certificate accepted",
            EventDetail.Grace, EventLikeness.A, RequestPart.Never);
        Change(EventCode.SessionEnded, "session-ended", "session ended by a person", EventDetail.Session);
        Change(EventCode.LoggedIn, "logged-in", "logged in", EventDetail.Account);
        Request(EventCode.LoginFailed, "login-failed", "login failed", EventDetail.Login, EventLikeness.A, RequestPart.Never);
        Change(EventCode.LoggedOut, "logged-out", "logged out", EventDetail.Logout);
        Change(EventCode.TraceBegun, "trace-begun", "trace begun", EventDetail.Trace);

        Request(EventCode.RequestRefused, "request-refused", "refused", EventDetail.Malformed, EventLikeness.A, RequestPart.Always);
        Request(EventCode.RequestObserved, "request-observed", "observed", EventDetail.InRequest, EventLikeness.A, RequestPart.Always);
        Request(EventCode.RequestLimited, "request-limited", "rate-limited", EventDetail.None, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.FrameBroken, "frame-broken", "link closed: not Modbus",
            EventDetail.Frame, EventLikeness.Fault, RequestPart.Never);
        Write(EventCode.WriteForwarded, "write-forwarded", "forwarded", EventDetail.InRequest);
        Act(EventCode.UnitAsked, "unit-asked", "asked by a person", EventDetail.Asked);

        Passing(EventCode.PlcTimeout, "plc-timeout", "PLC silent", EventDetail.Timeout, EventLikeness.Code, RequestPart.Always);
        Request(EventCode.PlcResponseWrong, "plc-response-wrong", "PLC answered wrongly",
            EventDetail.Response, EventLikeness.Both, RequestPart.Always);
        Passing(EventCode.PlcConnected, "plc-connected", "PLC connected", EventDetail.Connection, EventLikeness.Code, RequestPart.Never);
        Passing(EventCode.PlcLost, "plc-lost", "PLC lost", EventDetail.PlcState, EventLikeness.B, RequestPart.Never);
        Passing(EventCode.PlcResponseStray, "plc-response-stray", "PLC answer dropped",
            EventDetail.Stray, EventLikeness.Code, RequestPart.IfKnown);
        Passing(EventCode.PlcFrameBroken, "plc-frame-broken", "PLC stream not Modbus",
            EventDetail.Frame, EventLikeness.Fault, RequestPart.IfKnown);
        Passing(EventCode.PlcResponseCut, "plc-response-cut", "PLC answer cut short",
            EventDetail.CutShort, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.BusOpened, "bus-opened", "serial port open", EventDetail.Line, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.BusLost, "bus-lost", "serial port lost", EventDetail.LineFault, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.UnitSilent, "unit-silent", "unit silent", EventDetail.UnitBackoff, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.UnitAnswers, "unit-answers", "unit answers again", EventDetail.Line, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.BusNeverSilent, "bus-never-silent", "bus never silent", EventDetail.Line, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.BusEchoes, "bus-echoes", "serial line echoes, and 'echo' is not set",
            EventDetail.Line, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.UnitNotUnderstood, "unit-not-understood", "unit not understood",
            EventDetail.UnitBackoff, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.BusGlued, "bus-glued", "bytes hang on frames", EventDetail.Glued, EventLikeness.A, RequestPart.IfKnown);
        Change(EventCode.PlcReleased, "plc-released", "PLC RELEASED: clients get 0A", EventDetail.Seconds);
        Change(EventCode.PlcTakenBack, "plc-taken-back", "PLC taken back", EventDetail.TakenBack);
        Passing(EventCode.PlcBytesDropped, "plc-bytes-dropped", "PLC sends what nobody asked for",
            EventDetail.Unasked, EventLikeness.Code, RequestPart.Never);
        Passing(EventCode.PlcHungUp, "plc-hung-up", "PLC ended the connection instead of answering",
            EventDetail.None, EventLikeness.A, RequestPart.Always);
        Passing(EventCode.PlcFruitless, "plc-fruitless", "PLC takes connections and does not answer",
            EventDetail.Fruitless, EventLikeness.A, RequestPart.Never);
        Passing(EventCode.UnitIdentityChanged, "unit-identity-changed", "unit says something else of itself",
            EventDetail.DeviceObjects, EventLikeness.A, RequestPart.Always);

        Passing(EventCode.BrokerConnected, "broker-connected", "broker connected",
            EventDetail.Broker, EventLikeness.Code, RequestPart.Never);
        Passing(EventCode.BrokerLost, "broker-lost", "broker lost", EventDetail.Broker, EventLikeness.Code, RequestPart.Never);
        Passing(EventCode.EventsTooLarge, "events-too-large", "EVENTS GONE: the broker takes them in no size",
            EventDetail.TooLarge, EventLikeness.A, RequestPart.Never);

        Change(EventCode.EventsLost, "events-lost", "EVENTS LOST", EventDetail.Lost);
    }

    /// <summary>How many codes have a row.</summary>
    internal static int Count
    {
        get { return _rows - 1; }
    }

    /// <summary>The code's lasting name, for machines; <c>event-N</c> for one not known here.</summary>
    public static string Name(EventCode code)
    {
        int row = Row(code);
        return row == 0 ? "event-" + (int)code : Names[row];
    }

    /// <summary>What happened, for people, in few words.</summary>
    public static string Words(EventCode code)
    {
        int row = Row(code);
        return row == 0 ? "event " + (int)code : Texts[row];
    }

    /// <summary>What room in the spool an event may take.</summary>
    public static EventClass ClassOf(EventCode code)
    {
        return Classes[Row(code)];
    }

    /// <summary>Whether somebody wanted something and did not get it as he wanted it: a request, a handshake, a session, a login.</summary>
    public static bool IsRefusal(EventCode code)
    {
        return Refusals[Row(code)];
    }

    /// <summary>Whether the code is about one request, so that function, unit and addresses mean something.</summary>
    public static bool IsAboutRequest(EventCode code)
    {
        return Parts[Row(code)] == RequestPart.Always;
    }

    /// <summary>Whether a record names a request: by its code, or because one is known that it is about.</summary>
    public static bool NamesRequest(EventRecord record)
    {
        return IsAboutRequest(record.Code) || (Parts[Row(record.Code)] == RequestPart.IfKnown && record.Function > 0);
    }

    /// <summary>What A and B say.</summary>
    internal static EventDetail DetailOf(EventCode code)
    {
        return Details[Row(code)];
    }

    /// <summary>What makes two events of the code alike.</summary>
    internal static EventLikeness LikenessOf(EventCode code)
    {
        return Likenesses[Row(code)];
    }

    // What others cause as often as they like.
    private static void Passing(EventCode code, string name, string words, EventDetail detail, EventLikeness likeness, RequestPart part)
    {
        Add(code, name, words, EventClass.Passing, detail, likeness, part);
    }

    // Likewise, and somebody could not come in.
    private static void Rejection(EventCode code, string name, string words, EventDetail detail, EventLikeness likeness, RequestPart part)
    {
        Refusals[_rows] = true;
        Passing(code, name, words, detail, likeness, part);
    }

    // What somebody wanted, and did not get as he wanted it.
    private static void Request(EventCode code, string name, string words, EventDetail detail, EventLikeness likeness, RequestPart part)
    {
        Refusals[_rows] = true;
        Add(code, name, words, EventClass.Request, detail, likeness, part);
    }

    // What a person asked of a unit: each is an act of its own.
    private static void Act(EventCode code, string name, string words, EventDetail detail)
    {
        Add(code, name, words, EventClass.Request, detail, EventLikeness.None, RequestPart.Always);
    }

    // What was written: likewise, with its own value.
    private static void Write(EventCode code, string name, string words, EventDetail detail)
    {
        Add(code, name, words, EventClass.Write, detail, EventLikeness.None, RequestPart.Always);
    }

    // What people did to the module, and what became of it. Nothing that somebody on the plant network can cause at will: else a flood of
    // refused handshakes could push out the record of who changed what.
    private static void Change(EventCode code, string name, string words, EventDetail detail)
    {
        Add(code, name, words, EventClass.Change, detail, EventLikeness.None, RequestPart.Never);
    }

    private static void Add(
        EventCode code, string name, string words, EventClass ofClass, EventDetail detail, EventLikeness likeness, RequestPart part)
    {
        RowOf[(int)code] = (byte)_rows;
        Names[_rows] = name;
        Texts[_rows] = words;
        Classes[_rows] = ofClass;
        Details[_rows] = detail;
        Likenesses[_rows] = likeness;
        Parts[_rows] = part;
        _rows++;
    }

    private static int Row(EventCode code)
    {
        return (int)code < MaxCodes ? RowOf[(int)code] : 0;
    }
}
