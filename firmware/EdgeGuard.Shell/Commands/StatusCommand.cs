using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>One screen about the module.</summary>
internal static class StatusCommand
{
    private const int Label = 14;
    private const int HashShown = 16;

    // What leaves the rest of the screen where it is.
    private const int SessionsShown = 3;

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        ConsoleServices services = session.Services;
        CheckedConfiguration? inForce = services.Configurations.InForce;
        string isolation = IsolateCommands.Words(session);
        if (isolation.Length > 0) Line(session, "ISOLATED", isolation);
        if (session.Notices.IsObserving) Line(session, "OBSERVE", "what the policy does not allow is let through, and reported");
        string released = PlcWords.Released(services);
        if (released.Length > 0) Line(session, "RELEASED", released);
        string[] plcs = PlcWords.Alarms(services);
        for (int i = 0; i < plcs.Length; i++) Line(session, "ALARM", plcs[i]);
        string[] alarms = ExpiryAlarms.Of(services);
        for (int i = 0; i < alarms.Length; i++) Line(session, "ALARM", alarms[i]);
        if (inForce == null) Line(session, "module", "nothing is in force: every request is refused");
        else InForce(session, inForce);
        Trial(session);
        Clients(session);
        if (inForce != null) Plc(session, inForce);
        Line(session, "broker", services.Platform.BrokerState() + "   " + Count(services, Counter.EventsRaised, "events") + ", "
            + Count(services, Counter.EventsLost, "lost"));
        string[] credentials = services.Platform.Credentials();
        for (int i = 0; i < credentials.Length; i++) Line(session, i == 0 ? "credentials" : "", credentials[i]);
        Line(session, "up", TerminalText.Duration(services.Clock.Now - services.StartedAt) + "   memory "
            + services.Platform.MemoryBytes / 1_048_576 + " MB");
        if (services.StartedBecause.Length > 0) Line(session, "started by", services.StartedBecause);
        Line(session, "time", ClockText.Of(services.Clock));
        string? last = services.Events.Line(EventChoice.All, services.Events.Count(EventChoice.All));
        if (last != null) Line(session, "last event", last);
    }

    private static void InForce(ConsoleSession session, CheckedConfiguration inForce)
    {
        StoredConfiguration texts = inForce.Texts;
        Line(session, "module", inForce.Settings.Text(SettingKeys.Module) + " at " + inForce.Settings.Text(SettingKeys.Site) + ", mode "
            + inForce.Settings.Text(SettingKeys.Mode));
        string when = texts.Utc > 0 ? ", " + TerminalText.Utc(texts.Utc) : "";
        Line(session, "configuration", "number " + texts.Generation + ", committed by " + texts.By + when);
        Line(session, "policy", inForce.Policy.Name + " version " + inForce.Policy.Version + "   "
            + inForce.Policy.HashText().Substring(0, HashShown));
    }

    private static void Trial(ConsoleSession session)
    {
        long left = session.Services.Configurations.TrialMs;
        if (left > 0) Line(session, "TRIAL", (left + 999) / 1000 + " s left: 'confirm' keeps it");
        else if (session.Services.Configurations.HasChanges) Line(session, "candidate", "has changes: 'diff' shows them");
    }

    private static void Clients(ConsoleSession session)
    {
        ConsoleServices services = session.Services;
        ListenerStatus[] listeners = services.Platform.Listeners();
        for (int i = 0; i < listeners.Length; i++) Line(session, i == 0 ? "clients" : "", Listener(listeners[i]));
        SessionInfo[] sessions = services.Platform.Sessions();
        Line(session, "sessions", sessions.Length + " open");
        for (int i = 0; i < sessions.Length && i < SessionsShown; i++)
        {
            Line(session, "", "#" + sessions[i].Id + "  " + PeerText.Text(sessions[i].Peer));
        }
        if (sessions.Length > SessionsShown) Line(session, "", "...  'sessions' lists all");
        Line(session, "requests", Count(services, Counter.Requests, "in all") + " (" + session.Notices.RequestsPerSecond + "/s)");
        Line(session, "", Count(services, Counter.Allowed, "allowed") + ", " + Count(services, Counter.Refused, "refused") + ", "
            + Count(services, Counter.Limited, "rate-limited") + ", " + Count(services, Counter.Observed, "observed"));
        Line(session, "", Count(services, Counter.PlcUnreachable, "without a path to the PLC (0A)") + ", "
            + Count(services, Counter.PlcBackedOff, "to a unit backed off (0B)"));
    }

    private static void Plc(ConsoleSession session, CheckedConfiguration inForce)
    {
        ConsoleServices services = session.Services;
        PlcStatus[] plcs = services.Platform.Plcs();
        var plan = new PlcPortPlan(inForce.Settings);
        if (plan.HasPlc) PlcPort(session, "plc", inForce.Settings.Text(SettingKeys.PlcAddress), plcs, 0);
        int first = plan.Count - plan.Buses.Length;
        for (int i = 0; i < plan.Buses.Length; i++)
        {
            PlcPort(session, "bus", plan.Buses[i].Name + " at " + plan.Buses[i].Port, plcs, first + i);
        }
        Line(session, "", Count(services, Counter.PlcRequests, "asked") + ", " + Count(services, Counter.PlcTimeouts, "unanswered") + ", "
            + Count(services, Counter.PlcLosses, "times lost"));
    }

    private static void PlcPort(ConsoleSession session, string label, string name, PlcStatus[] plcs, int number)
    {
        PlcStatus? plc = number < plcs.Length ? plcs[number] : null;
        Line(session, label, plc == null ? name : name + "   " + PlcWords.State(plc));
        if (plc == null || plc.SilentUnits.Length == 0) return;
        string silent = plc.SilentUnits.Length == 1 ? "unit that does NOT ANSWER: " : "units that do NOT ANSWER: ";
        Line(session, "", silent + PlcWords.Units(plc.SilentUnits));
    }

    private static string Listener(ListenerStatus listener)
    {
        switch (listener.Transport)
        {
            case PeerTransport.Tls:
                return "TLS on " + listener.Address
                    + (listener.Roles == RoleOrigin.Certificate ? "" : ", roles by " + RoleOriginText.Of(listener.Roles));
            case PeerTransport.Serial: return "serial, UNSAFE, on " + listener.Address;
            default: return "plain, UNSAFE, on " + listener.Address;
        }
    }

    private static string Count(ConsoleServices services, Counter counter, string what)
    {
        return services.Counters.Read(counter) + " " + what;
    }

    private static void Line(ConsoleSession session, string label, string text)
    {
        session.Output.Line(TerminalText.Padded(label, Label) + text);
    }
}
