using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Shell;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Whatever is typed at a console, logged in or not: no fault of ours, nothing that could steer the terminal, and without a login
/// nothing changes.</summary>
internal sealed class ConsoleTarget : ITarget
{
    private const string Label = "4K7T-09WX-M2QD";
    private const string Password = "correct horse battery";
    private const int Cost = 1;

    public string Name => "console";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds()
    {
        foreach (string typed in new[]
        {
            "help\r", "status\r?", "set site north\rset mo\t",
                "policy edit\redgeguard-policy 1\rpolicy p version 1\rrole A\r allow 3\rend\rpolicy explain A 3 unit 1 address 4\r",
            "check\rdiff\rcommit confirm 5\r", "\x1b[A\x1b[D\x1b[3~\x17\x0b\x15\x0c\x01\x05",
                "account add ben viewer\rlonger than ten\rlonger than ten\raccounts\r",
            "csr new a b\rinstall ca\rend\r", "backup\r\r", "restore\rend\r", "plc read 1 holding 40 2\rping plc\r", "events follow\rx",
                "counters all\r q",
            "account code\r000000\r\x03", "setup\rno\r", "terminal lines 5\rhelp\r \r q", "logout\rlogin anna\rwrong\r",
                "show plc.timeout\runset site\rkill 1\r\"\" \"a",
        })
        {
            yield return Encoding.UTF8.GetBytes(typed);
        }
    }

    public void Run(byte[] input)
    {
        Type(input, isLoggedIn: true);
        Type(input, isLoggedIn: false);
    }

    private static void Type(byte[] input, bool isLoggedIn)
    {
        var clock = new FakeClock();
        var records = new RecordStore(new TornStore());
        records.Write(RecordName.Label, Encoding.UTF8.GetBytes(Label));
        var events = new RecentEvents(new RecordingEventSink(), clock);
        var platform = new SilentApplier();
        var context = new StoreContext(records, new LibraryHmac(), new SeededRandom(1), clock, events, new PasswordCost(Cost, 300));
        var store = new StoreServices(context, platform, platform, platform);
        Accounts accounts = store.Accounts;
        accounts.Claim(Label, "anna", Password, "console", out _);
        Configurations configurations = store.Configurations;
        configurations.Start();
        var services = new ConsoleServices(store, events, new Counters(), new Guard.Trace(), platform)
        {
            Traffic = new StoredTraffic(records, new TrafficTable(TrafficTable.DeviceRows, clock.Now), clock, events),
        };
        var session = new ConsoleSession(services, "console", isBatch: false);
        session.Begin(clock.Now);
        if (isLoggedIn) Feed(session, Encoding.UTF8.GetBytes($"login anna\r{Password}\r"), clock.Now);
        Feed(session, input, clock.Now);
        session.Step(clock.Now);
        CheckShown(session);
        session.End();
        Promise.Holds(
            isLoggedIn || (!configurations.HasChanges && configurations.InForce == null && accounts.List().Length == 1),
            "something changed without a login");
        Promise.Holds(
            configurations.CandidatePolicy.Length <= GuardLimits.MaxPolicyText
                && configurations.CandidateSettings.Length <= GuardLimits.MaxSettingsText,
            "a candidate beyond its limits");
    }

    private static void Feed(ConsoleSession session, byte[] bytes, long now)
    {
        session.Input(bytes, 0, bytes.Length, now);
        CheckShown(session);
    }

    private static void CheckShown(ConsoleSession session)
    {
        var buffer = new byte[512];
        while (session.Output.Count > 0)
        {
            int count = session.Output.Take(buffer);
            Promise.Holds(Array.IndexOf(buffer, (byte)0x1B, 0, count) < 0, "an escape sequence was shown");
        }
    }
}
