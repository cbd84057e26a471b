using EdgeGuard.Modbus;

namespace EdgeGuard.Core;

/// <summary>The one table of how each kind of event is kept.</summary>
public static class EventTraits
{
    /// <summary>How many hundreds of codes there are.</summary>
    internal const int Groups = 10;

    private const int CodesOfGroup = 100;
    private const int Strangers = 9;

    /// <summary>What room in the spool an event may take. What nobody has put into a class has the least.</summary>
    /// <remarks>None of <see cref="EventClass.Change"/> can be raised at will by somebody on the plant network: otherwise a flood of refused
    /// handshakes could push out the record of who changed what.</remarks>
    public static EventClass ClassOf(EventCode code)
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
            case EventCode.CrlEarly:
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
            case EventCode.IsolationBegan:
            case EventCode.IsolationEnded:
            case EventCode.ModuleClaimed:
            case EventCode.AccountCreated:
            case EventCode.AccountChanged:
            case EventCode.AccountRemoved:
            case EventCode.AccountsForgotten:
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
            case EventCode.PlcReleased:
            case EventCode.PlcTakenBack:
            case EventCode.EventsLost:
                return EventClass.Change;
            case EventCode.WriteForwarded:
                return EventClass.Write;
            case EventCode.LoginFailed:
            case EventCode.PlcResponseWrong:
            case EventCode.RequestRefused:
            case EventCode.RequestObserved:
            case EventCode.RequestLimited:
            case EventCode.UnitAsked:
                return EventClass.Request;
            default:
                return EventClass.Passing;
        }
    }

    /// <summary>Whether equal ones that follow soon become one record with a count: all that somebody can cause as fast as the wire carries
    /// it, or a fault as fast as it comes back.</summary>
    /// <remarks>A forwarded write is not among them: each is an act of its own, with its own value. Nor is what a person asks of a unit.</remarks>
    public static bool Coalesces(EventCode code)
    {
        switch (ClassOf(code))
        {
            case EventClass.Passing: return true;
            case EventClass.Request: return code != EventCode.UnitAsked;
            default: return false;
        }
    }

    /// <summary>Whether somebody wanted something and did not get it as he wanted it: a request, a handshake, a session, a login.</summary>
    public static bool IsRefusal(EventCode code)
    {
        if (code == EventCode.HandshakeRefused || code == EventCode.SessionRefused) return true;
        return ClassOf(code) == EventClass.Request && code != EventCode.UnitAsked;
    }

    /// <summary>What makes two events of a code different ones: the kind of fault or end, where the code has one.</summary>
    /// <remarks>Of a stream that is no Modbus the protocol id tells what it is, of a wrong answer the number what was written. Elsewhere A is a
    /// measure or a number that is another each time: requests made, milliseconds waited, a connection's number.</remarks>
    public static int Kind(EventCode code, int a, int b)
    {
        switch (code)
        {
            case EventCode.SessionClosed: return b;
            case EventCode.PlcResponseWrong: return b << 8 | (a & 0xFF);
            case EventCode.FrameBroken:
            case EventCode.PlcFrameBroken:
                return a == (int)FrameFault.ProtocolId ? b << 8 | a : a;
            case EventCode.PlcLost: return b;
            case EventCode.PlcConnected:
            case EventCode.PlcBytesDropped:
            case EventCode.PlcTimeout:
            case EventCode.PlcResponseStray:
            case EventCode.BrokerConnected:
            case EventCode.BrokerLost:
                return 0;
            default: return a;
        }
    }

    /// <summary>Whose room a coming or going takes: that of the hundred that its code is of (2 clients, 4 the PLC, 5 the broker), and what strangers
    /// cause has room of its own, so that they cannot blur who else came and went.</summary>
    internal static int GroupOf(EventCode code, Peer? peer)
    {
        if (code == EventCode.HandshakeRefused || (peer != null && peer.IsStranger)) return Strangers;
        int group = (int)code / CodesOfGroup;
        return group < Strangers ? group : 0;
    }

    /// <summary>Whether it is one whose name must be told, whatever comes and goes besides: a client with a certificate, of which there are as
    /// many as the CA has made.</summary>
    internal static bool IsNamed(EventCode code, Peer? peer)
    {
        return code == EventCode.SessionOpened && peer != null && !peer.IsStranger;
    }
}
