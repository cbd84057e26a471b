using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>What the module can find out about itself while it works. Changes nothing; reads from the PLC, and writes nothing to
/// it.</summary>
public sealed class SelfTest
{
    private readonly RecordStore _records;
    private readonly IHmac _hmac;
    private readonly IRandom _random;

    /// <param name="context">What the store works with; nothing of it is changed.</param>
    public SelfTest(StoreContext context)
    {
        _records = context.Records;
        _hmac = context.Hmac;
        _random = context.Random;
    }

    /// <summary>Runs every check. Takes as long as the PLC lets it wait: a few seconds for each line at most.</summary>
    public CheckList Run(
        IClock clock, Configurations configurations, Credentials credentials, Isolation isolation, ISelfTestPlatform platform, Person by)
    {
        var checks = new CheckList();
        CheckedConfiguration? inForce = configurations.InForce;
        StoreCheck.Records(_records, checks);
        StoreCheck.Configuration(_records, configurations, checks);
        JudgeCheck.Check(Judge.Run, inForce, checks);
        KnownAnswers.Check(_hmac, checks);
        RandomCheck.Check(_random, checks);
        ClockCheck.Check(clock, checks);
        CheckCredentials(credentials, checks);
        if (clock.Trust != ClockTrust.Unset) CheckDates(platform.Expiries, clock.Utc, checks);
        CheckListeners(platform.Listeners(), isolation, checks);
        if (inForce != null) PlcCheck.Check(platform, inForce.Settings, by, checks);
        CheckBroker(platform.BrokerState(), checks);
        checks.Add("memory", platform.MemoryProblem(), "'reboot'; if it recurs, report it to us", platform.MemoryBytes / 1_048_576
            + " MB in use");
        return checks;
    }

    private static void CheckBroker(string state, CheckList into)
    {
        const string remedy = "is it on, is the name right, do the certificates fit? Events wait meanwhile";
        into.Add("broker", state == "AWAY" ? "is not connected" : "", remedy, state);
    }

    private static void CheckCredentials(Credentials credentials, CheckList into)
    {
        var problems = new ProblemList();
        credentials.Check(problems);
        string problem = problems.Errors > 0 ? problems[0].Message : "";
        into.Add("credentials", problem, problems.Errors > 0 ? problems[0].Remedy : "", "keys, certificates and lists fit");
    }

    private static void CheckDates(ExpiryDates dates, long utc, CheckList into)
    {
        string ended = "";
        int soonest = -1;
        for (int i = 0; i < dates.Count; i++)
        {
            if (dates.DaysAt(i, utc) < 0) ended = ExpiryText.Line(dates.KindAt(i), -1);
            if (soonest < 0 || dates.UntilAt(i) < dates.UntilAt(soonest)) soonest = i;
        }
        into.Add("dates", ended, "'csr new' and 'install' renew it", soonest < 0 ? "nothing in use runs out" : First(dates, soonest, utc));
    }

    // As status says it: an alarm where there is one, and of what lives so short that there is none yet, how long that is.
    private static string First(ExpiryDates dates, int soonest, long utc)
    {
        string line = "first " + ExpiryText.Line(dates.KindAt(soonest), dates.DaysAt(soonest, utc));
        if (dates.AlarmsAt(soonest, utc) > 0) return "ALARM: " + line;
        int alarm = dates.FirstAlarmAt(soonest);
        if (alarm == 0) return line + "; it lives too short for an alarm before its end";
        return line + "; the first alarm comes " + ExpiryText.Days(alarm) + " before";
    }

    private static void CheckListeners(ListenerStatus[] listeners, Isolation isolation, CheckList into)
    {
        string closed = "";
        for (int i = 0; i < listeners.Length; i++)
        {
            if (listeners[i].IsOpen) continue;
            closed += (closed.Length > 0 ? ", " : "") + PeerTransportText.Of(listeners[i].Transport) + " at " + listeners[i].Address;
        }
        string isolated = isolation.Mark.IsOn ? ", but the module is isolated" : "";
        const string remedy = "a serial port: is the adapter plugged in? Otherwise 'reboot'";
        into.Add("listeners", closed.Length > 0 ? "not open: " + closed : "", remedy, listeners.Length + " open" + isolated);
    }
}
