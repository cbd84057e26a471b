namespace EdgeGuard.Core;

/// <summary>Names and words of the event codes, as everybody prints and stores them.</summary>
public static class EventCodeText
{
    /// <summary>The code's lasting name, for machines; <c>event-N</c> for one not known here.</summary>
    public static string Name(EventCode code)
    {
        switch (code)
        {
            case EventCode.ModuleStarted: return "module-started";
            case EventCode.ModuleStopping: return "module-stopping";
            case EventCode.ConfigurationActive: return "configuration-active";
            case EventCode.ConfigurationRejected: return "configuration-rejected";
            case EventCode.ModeChanged: return "mode-changed";
            case EventCode.CrlStale: return "crl-stale";
            case EventCode.TrustChanged: return "trust-changed";
            case EventCode.CrlEarly: return "crl-early";
            case EventCode.ClockNotTrusted: return "clock-not-trusted";
            case EventCode.ConfigurationTried: return "configuration-tried";
            case EventCode.ConfigurationCommitted: return "configuration-committed";
            case EventCode.ConfigurationRolledBack: return "configuration-rolled-back";
            case EventCode.ClockSet: return "clock-set";
            case EventCode.InternalFault: return "internal-fault";
            case EventCode.StoreDamaged: return "store-damaged";
            case EventCode.StoreRefused: return "store-refused";
            case EventCode.CredentialInstalled: return "credential-installed";
            case EventCode.CredentialRemoved: return "credential-removed";
            case EventCode.BackupMade: return "backup-made";
            case EventCode.SealKeyShown: return "seal-key-shown";
            case EventCode.BackupRestored: return "backup-restored";
            case EventCode.FactoryReset: return "factory-reset";
            case EventCode.StoreEmpty: return "store-empty";
            case EventCode.IsolationBegan: return "isolation-began";
            case EventCode.IsolationEnded: return "isolation-ended";
            case EventCode.ClockFollowed: return "clock-followed";
            case EventCode.ClockRefused: return "clock-refused";
            case EventCode.ModuleClaimed: return "module-claimed";
            case EventCode.AccountCreated: return "account-created";
            case EventCode.AccountChanged: return "account-changed";
            case EventCode.AccountRemoved: return "account-removed";
            case EventCode.AccountsForgotten: return "accounts-forgotten";
            case EventCode.CredentialEnding: return "credential-ending";
            case EventCode.CredentialEnded: return "credential-ended";
            case EventCode.SelfTested: return "self-tested";
            case EventCode.WorkerLate: return "worker-late";
            case EventCode.Restarted: return "restarted";
            case EventCode.NoHandles: return "no-handles";
            case EventCode.Bypassed: return "bypassed";
            case EventCode.BypassEnded: return "bypass-ended";
            case EventCode.BypassRefused: return "bypass-refused";
            case EventCode.CaseOpened: return "case-opened";
            case EventCode.CaseClosed: return "case-closed";
            case EventCode.ButtonHeld: return "button-held";
            case EventCode.PanelLost: return "panel-lost";
            case EventCode.SessionOpened: return "session-opened";
            case EventCode.SessionClosed: return "session-closed";
            case EventCode.HandshakeRefused: return "handshake-refused";
            case EventCode.SessionRefused: return "session-refused";
            case EventCode.SessionRevoked: return "session-revoked";
            case EventCode.SessionEnded: return "session-ended";
            case EventCode.NullRole: return "null-role";
            case EventCode.ExpiredAccepted: return "expired-accepted";
            case EventCode.LoggedIn: return "logged-in";
            case EventCode.LoginFailed: return "login-failed";
            case EventCode.LoggedOut: return "logged-out";
            case EventCode.TraceBegun: return "trace-begun";
            case EventCode.RequestRefused: return "request-refused";
            case EventCode.RequestObserved: return "request-observed";
            case EventCode.RequestLimited: return "request-limited";
            case EventCode.FrameBroken: return "frame-broken";
            case EventCode.WriteForwarded: return "write-forwarded";
            case EventCode.UnitAsked: return "unit-asked";
            case EventCode.PlcTimeout: return "plc-timeout";
            case EventCode.PlcResponseWrong: return "plc-response-wrong";
            case EventCode.PlcConnected: return "plc-connected";
            case EventCode.PlcLost: return "plc-lost";
            case EventCode.PlcResponseStray: return "plc-response-stray";
            case EventCode.PlcFrameBroken: return "plc-frame-broken";
            case EventCode.PlcResponseCut: return "plc-response-cut";
            case EventCode.PlcReleased: return "plc-released";
            case EventCode.PlcTakenBack: return "plc-taken-back";
            case EventCode.PlcBytesDropped: return "plc-bytes-dropped";
            case EventCode.PlcHungUp: return "plc-hung-up";
            case EventCode.PlcFruitless: return "plc-fruitless";
            case EventCode.BusOpened: return "bus-opened";
            case EventCode.BusLost: return "bus-lost";
            case EventCode.UnitSilent: return "unit-silent";
            case EventCode.UnitAnswers: return "unit-answers";
            case EventCode.BusNeverSilent: return "bus-never-silent";
            case EventCode.BusEchoes: return "bus-echoes";
            case EventCode.UnitNotUnderstood: return "unit-not-understood";
            case EventCode.BusGlued: return "bus-glued";
            case EventCode.BrokerConnected: return "broker-connected";
            case EventCode.BrokerLost: return "broker-lost";
            case EventCode.EventsTooLarge: return "events-too-large";
            case EventCode.EventsLost: return "events-lost";
            default: return "event-" + (int)code;
        }
    }

    /// <summary>What happened, for people, in few words.</summary>
    public static string Words(EventCode code)
    {
        switch (code)
        {
            case EventCode.ModuleStarted: return "module started";
            case EventCode.ModuleStopping: return "module stops";
            case EventCode.ConfigurationActive: return "configuration in force";
            case EventCode.ConfigurationRejected: return "configuration refused";
            case EventCode.ModeChanged: return "mode changed";
            case EventCode.CrlStale: return "revocation list overdue";
            case EventCode.TrustChanged: return "CA or revocation list loaded";
            case EventCode.CrlEarly: return "revocation list begins later";
            case EventCode.ClockNotTrusted: return "certificates judged by a clock that is only a floor";
            case EventCode.ConfigurationTried: return "configuration on trial";
            case EventCode.ConfigurationCommitted: return "configuration committed";
            case EventCode.ConfigurationRolledBack: return "configuration rolled back";
            case EventCode.ClockSet: return "clock set";
            case EventCode.InternalFault: return "fault of the module itself";
            case EventCode.StoreDamaged: return "stored record damaged";
            case EventCode.StoreRefused: return "store refused to write";
            case EventCode.CredentialInstalled: return "credential installed";
            case EventCode.CredentialRemoved: return "credential removed";
            case EventCode.BackupMade: return "backup made";
            case EventCode.SealKeyShown: return "seal key shown";
            case EventCode.BackupRestored: return "backup restored";
            case EventCode.FactoryReset: return "factory reset";
            case EventCode.StoreEmpty: return "nothing is stored: a new module, or a file system made anew";
            case EventCode.IsolationBegan: return "ISOLATED: nobody is let in";
            case EventCode.IsolationEnded: return "isolation ended";
            case EventCode.ClockFollowed: return "clock set by itself";
            case EventCode.ClockRefused: return "time not taken";
            case EventCode.ModuleClaimed: return "module claimed";
            case EventCode.AccountCreated: return "account created";
            case EventCode.AccountChanged: return "account changed";
            case EventCode.AccountRemoved: return "account removed";
            case EventCode.AccountsForgotten: return "ALL ACCOUNTS REMOVED";
            case EventCode.CredentialEnding: return "ALARM: runs out soon";
            case EventCode.CredentialEnded: return "ALARM: has run out";
            case EventCode.SelfTested: return "self-test";
            case EventCode.WorkerLate: return "a thread of the module is unresponsive";
            case EventCode.Restarted: return "why the module started";
            case EventCode.NoHandles: return "ALARM: no file handles left";
            case EventCode.Bypassed: return "BYPASSED: nothing is guarded";
            case EventCode.BypassEnded: return "bypass ended";
            case EventCode.BypassRefused: return "key turned, no bypass";
            case EventCode.CaseOpened: return "case opened";
            case EventCode.CaseClosed: return "case closed";
            case EventCode.ButtonHeld: return "button held";
            case EventCode.PanelLost: return "panel cannot be read";
            case EventCode.SessionOpened: return "session opened";
            case EventCode.SessionClosed: return "session closed";
            case EventCode.HandshakeRefused: return "handshake refused";
            case EventCode.SessionRefused: return "session refused";
            case EventCode.SessionRevoked: return "session revoked";
            case EventCode.SessionEnded: return "session ended by a person";
            case EventCode.NullRole: return "client without role";
            case EventCode.ExpiredAccepted: return "expired certificate accepted";
            case EventCode.LoggedIn: return "logged in";
            case EventCode.LoginFailed: return "login failed";
            case EventCode.LoggedOut: return "logged out";
            case EventCode.TraceBegun: return "trace begun";
            case EventCode.RequestRefused: return "refused";
            case EventCode.RequestObserved: return "observed";
            case EventCode.RequestLimited: return "rate-limited";
            case EventCode.FrameBroken: return "link closed: not Modbus";
            case EventCode.WriteForwarded: return "forwarded";
            case EventCode.UnitAsked: return "asked by a person";
            case EventCode.PlcTimeout: return "PLC silent";
            case EventCode.PlcResponseWrong: return "PLC answered wrongly";
            case EventCode.PlcConnected: return "PLC connected";
            case EventCode.PlcLost: return "PLC lost";
            case EventCode.PlcResponseStray: return "PLC answer dropped";
            case EventCode.PlcFrameBroken: return "PLC stream not Modbus";
            case EventCode.PlcResponseCut: return "PLC answer cut short";
            case EventCode.PlcReleased: return "PLC RELEASED: clients get 0A";
            case EventCode.PlcTakenBack: return "PLC taken back";
            case EventCode.PlcBytesDropped: return "PLC sends what nobody asked for";
            case EventCode.PlcHungUp: return "PLC ended the connection instead of answering";
            case EventCode.PlcFruitless: return "PLC takes connections and does not answer";
            case EventCode.BusOpened: return "serial port open";
            case EventCode.BusLost: return "serial port lost";
            case EventCode.UnitSilent: return "unit silent";
            case EventCode.UnitAnswers: return "unit answers again";
            case EventCode.BusNeverSilent: return "bus never silent";
            case EventCode.BusEchoes: return "serial line echoes, and 'echo' is not set";
            case EventCode.UnitNotUnderstood: return "unit not understood";
            case EventCode.BusGlued: return "bytes hang on frames";
            case EventCode.BrokerConnected: return "broker connected";
            case EventCode.BrokerLost: return "broker lost";
            case EventCode.EventsTooLarge: return "EVENTS GONE: the broker takes them in no size";
            case EventCode.EventsLost: return "EVENTS LOST";
            default: return "event " + (int)code;
        }
    }

    /// <summary>Whether the code is about one request, so that function, unit and addresses mean something.</summary>
    public static bool IsAboutRequest(EventCode code)
    {
        switch (code)
        {
            case EventCode.RequestRefused:
            case EventCode.RequestObserved:
            case EventCode.RequestLimited:
            case EventCode.WriteForwarded:
            case EventCode.UnitAsked:
            case EventCode.PlcTimeout:
            case EventCode.PlcResponseWrong:
            case EventCode.PlcResponseCut:
            case EventCode.PlcHungUp:
            case EventCode.UnitSilent:
            case EventCode.UnitNotUnderstood:
            case EventCode.UnitAnswers:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a record names a request: by its code, or because one is known that it is about.</summary>
    public static bool NamesRequest(EventRecord record)
    {
        switch (record.Code)
        {
            case EventCode.PlcResponseStray:
            case EventCode.PlcFrameBroken:
            case EventCode.BusGlued:
                return record.Function > 0;
            default:
                return IsAboutRequest(record.Code);
        }
    }
}
