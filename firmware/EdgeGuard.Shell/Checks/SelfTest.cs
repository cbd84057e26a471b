using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What the module can find out about itself while it works. Changes nothing; reads from the PLC, and writes nothing to it.</summary>
public sealed class SelfTest
{
    private readonly RecordStore _records;
    private readonly IHmac _hmac;
    private readonly IRandom _random;

    /// <param name="records">What is stored.</param>
    /// <param name="hmac">What keys, MACs and passwords are computed with.</param>
    /// <param name="random">Where keys come from.</param>
    public SelfTest(RecordStore records, IHmac hmac, IRandom random)
    {
        _records = records;
        _hmac = hmac;
        _random = random;
    }

    /// <summary>Runs every check. Takes as long as the PLC lets it wait: a few seconds for each line at most.</summary>
    internal CheckList Run(ConsoleServices services, Person by)
    {
        var checks = new CheckList();
        CheckedConfiguration? inForce = services.Configurations.InForce;
        StoreCheck.Records(_records, checks);
        StoreCheck.Configuration(_records, services.Configurations, checks);
        JudgeCheck.Check(Judge.Run, inForce, checks);
        KnownAnswers.Check(_hmac, checks);
        RandomCheck.Check(_random, checks);
        ClockCheck.Check(services.Clock, checks);
        Credentials(services, checks);
        Listeners(services, checks);
        if (inForce != null) PlcCheck.Check(services.Platform, inForce.Settings, by, checks);
        string broker = services.Platform.BrokerState();
        checks.Add("broker", broker == "AWAY" ? "is not connected" : "", "is it on, is the name right, do the certificates fit? Events wait meanwhile", broker);
        checks.Add("memory", services.Platform.MemoryProblem(), "'reboot'; if it comes again, tell us", services.Platform.MemoryBytes / 1_048_576 + " MB in use");
        return checks;
    }

    private static void Credentials(ConsoleServices services, CheckList into)
    {
        var problems = new ProblemList();
        services.Credentials.Check(problems);
        string problem = problems.Errors > 0 ? problems[0].Message : "";
        into.Add("credentials", problem, problems.Errors > 0 ? problems[0].Remedy : "", "keys, certificates and lists fit");
        ExpiryDates dates = services.Platform.Expiries;
        if (services.Clock.Trust == ClockTrust.Unset) return;
        string ended = "";
        int soonest = -1;
        for (int i = 0; i < dates.Count; i++)
        {
            if (dates.DaysAt(i, services.Clock.Utc) < 0) ended = ExpiryText.Line(dates.KindAt(i), -1);
            if (soonest < 0 || dates.UntilAt(i) < dates.UntilAt(soonest)) soonest = i;
        }
        into.Add("dates", ended, "'csr new' and 'install' renew it", soonest < 0 ? "nothing in use runs out" : First(dates, soonest, services.Clock.Utc));
    }

    // As status says it: an alarm where there is one, and of what lives so short that there is none yet, how long that is.
    private static string First(ExpiryDates dates, int soonest, long utc)
    {
        string line = "first " + ExpiryText.Line(dates.KindAt(soonest), dates.DaysAt(soonest, utc));
        if (dates.AlarmsAt(soonest, utc) > 0) return "ALARM: " + line;
        int alarm = dates.FirstAlarmAt(soonest);
        return line + (alarm > 0 ? "; the first alarm comes " + ExpiryText.Days(alarm) + " before" : "; it lives too short for an alarm before its end");
    }

    private static void Listeners(ConsoleServices services, CheckList into)
    {
        ListenerStatus[] listeners = services.Platform.Listeners();
        string closed = "";
        for (int i = 0; i < listeners.Length; i++)
        {
            if (!listeners[i].IsOpen) closed += (closed.Length > 0 ? ", " : "") + PeerText.Transport(listeners[i].Transport) + " at " + listeners[i].Address;
        }
        string isolation = services.Isolation.Mark.IsOn ? ", but the module is isolated" : "";
        into.Add("listeners", closed.Length > 0 ? "not open: " + closed : "", "a serial port: is the adapter plugged in? Otherwise 'reboot'", listeners.Length + " open" + isolation);
    }
}
