namespace EdgeGuard.Core.Events;

/// <summary>The one table of how each kind of event is kept.</summary>
public static class EventTraits
{
    /// <summary>Events of access and change, which may use the quarter of the spool that others may not.</summary>
    /// <remarks>None of these can be raised at will by somebody on the plant network: otherwise a flood of refused
    /// handshakes could push out the record of who changed what.</remarks>
    public static bool IsReserved(EventCode code)
    {
        switch (code)
        {
            case EventCode.ModuleStarted:
            case EventCode.ModuleStopping:
            case EventCode.ConfigurationActive:
            case EventCode.ConfigurationRejected:
            case EventCode.ModeChanged:
            case EventCode.CrlStale:
            case EventCode.ClockNotTrusted:
            case EventCode.TrustChanged:
            case EventCode.SessionRevoked:
            case EventCode.SessionEnded:
            case EventCode.ConfigurationTried:
            case EventCode.ConfigurationCommitted:
            case EventCode.ConfigurationRolledBack:
            case EventCode.StoreDamaged:
            case EventCode.StoreRefused:
            case EventCode.CredentialInstalled:
            case EventCode.CredentialRemoved:
            case EventCode.BackupMade:
            case EventCode.SealKeyShown:
            case EventCode.BackupRestored:
            case EventCode.FactoryReset:
            case EventCode.StoreEmpty:
            case EventCode.ClockSet:
            case EventCode.ClockFollowed:
            case EventCode.ClockRefused:
            case EventCode.CredentialEnding:
            case EventCode.CredentialEnded:
            case EventCode.SelfTested:
            case EventCode.IslandEntered:
            case EventCode.IslandLeft:
            case EventCode.ModuleClaimed:
            case EventCode.AccountCreated:
            case EventCode.AccountChanged:
            case EventCode.AccountRemoved:
            case EventCode.WorkerLate:
            case EventCode.Restarted:
            case EventCode.Bypassed:
            case EventCode.BypassEnded:
            case EventCode.BypassRefused:
            case EventCode.CaseOpened:
            case EventCode.CaseClosed:
            case EventCode.ButtonHeld:
            case EventCode.PanelLost:
            case EventCode.LoggedIn:
            case EventCode.LoggedOut:
            case EventCode.TraceBegun:
            case EventCode.EventsLost:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Refusals, faults and alarms that somebody can cause as fast as the wire carries them: equal ones within a second
    /// become one record with a count.</summary>
    /// <remarks>A forwarded write is not among them: each is an act of its own, with its own value.</remarks>
    public static bool Coalesces(EventCode code)
    {
        switch (code)
        {
            case EventCode.HandshakeRefused:
            case EventCode.SessionRefused:
            case EventCode.ExpiredAccepted:
            case EventCode.LoginFailed:
            case EventCode.RequestRefused:
            case EventCode.RequestObserved:
            case EventCode.RequestLimited:
            case EventCode.FrameBroken:
            case EventCode.PlcAnswerWrong:
            case EventCode.BusNeverSilent:
            case EventCode.InternalFault:
                return true;
            default:
                return false;
        }
    }
}
