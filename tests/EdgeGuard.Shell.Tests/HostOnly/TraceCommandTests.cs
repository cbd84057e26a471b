using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A guard at work, and somebody at the console who looks at it.</summary>
[TestClass]
public sealed class TraceCommandTests
{
    private static readonly Peer Alice = new(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", "aa", long.MaxValue);

    [TestMethod]
    public void A_trace_shows_requests_as_they_come_until_a_key()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        using var guard = new TracedGuard(bed);
        MemoryClient client = guard.Connect();
        StringAssert.Contains(bed.Type("trace request\r"), "(any key ends it)");
        guard.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        string shown = bed.Wait(100).Replace("\r\n    ", " ", System.StringComparison.Ordinal);
        StringAssert.Contains(
            shown,
            "10:00:00.000 #1   03 read holding registers unit 1 address 0 (4x00001) Operator (CN=alice, 10.0.0.5)  allowed, line 4, "
                + "answered");
        StringAssert.EndsWith(bed.Type("q"), "anna> ");
        guard.Ask(client, Adu.Read(2, 1, 3, 0, 1));
        Assert.AreEqual("", bed.Wait(1_000));
    }

    [TestMethod]
    public void Values_show_only_when_they_are_asked_for_and_an_event_tells_by_whom()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        using var guard = new TracedGuard(bed);
        MemoryClient client = guard.Connect();
        foreach (string command in new[] { "trace request frame", "trace request frame --values" })
        {
            bed.Type(command + "\r");
            guard.Ask(client, Adu.WriteRegister(1, 1, 40, 48879));
            string shown = bed.Wait(100);
            bool isShown = shown.Contains("48879", System.StringComparison.Ordinal)
                || shown.Contains("BE EF", System.StringComparison.Ordinal);
            Assert.AreEqual(command.EndsWith("--values", System.StringComparison.Ordinal), isShown, shown);
            bed.Type("q");
        }
        string events = bed.Type("events 2\r");
        StringAssert.Contains(events, "trace begun  anna (technician, console)  frame, request");
        StringAssert.Contains(events.Replace("\r\n    ", " ", System.StringComparison.Ordinal), "frame, request, with values");
        Assert.AreEqual(2, bed.Module.Events.Count(EventCode.TraceBegun));
    }

    [TestMethod]
    public void A_trace_of_so_many_lines_ends_by_itself_also_for_a_script()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        using var guard = new TracedGuard(bed);
        MemoryClient client = guard.Connect();
        Assert.AreEqual("", bed.Type("trace request 2\r"));
        for (int i = 0; i < 3; i++) guard.Ask(client, Adu.Read(1, 1, 3, i, 1));
        string[] lines = bed.Wait(100).Split("\r\n");
        Assert.AreEqual(4, lines.Length);
        StringAssert.Contains(lines[1], "address 1 ");
        Assert.AreEqual("ok", lines[2]);
        Assert.AreEqual("ok\r\n", bed.Type("set site north\r"));
    }

    [TestMethod]
    public void A_trace_ends_with_the_login_and_with_the_line()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("trace link\r");
        StringAssert.Contains(bed.Wait(bed.Services.IdleMs), "logged out");
        for (int i = 0; i < Trace.MaxTaps; i++)
        {
            ConsoleSession other = bed.Begin();
            bed.Type(other, System.Text.Encoding.UTF8.GetBytes($"login anna\r{AccountBed.Password}\rtrace link\r"));
            if (i == 0) other.End();
        }
        bed.Type($"login anna\r{AccountBed.Password}\r");
        StringAssert.Contains(bed.Type("trace link\r"), "(any key ends it)");
        StringAssert.Contains(
            bed.Type(bed.Begin(), System.Text.Encoding.UTF8.GetBytes($"login anna\r{AccountBed.Password}\rtrace link\r")),
            "4 traces run already");
    }

    [TestMethod]
    public void More_than_the_line_can_show_is_counted_and_said()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        using var guard = new TracedGuard(bed);
        MemoryClient client = guard.Connect();
        bed.Type("trace frame\r");
        for (int i = 0; i < TraceTap.Size; i++) guard.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        StringAssert.Contains(bed.Wait(100), "384 lost: more comes than this line can show");
    }

    [TestMethod]
    public void What_follows_never_stops_for_a_page()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        using var guard = new TracedGuard(bed);
        MemoryClient client = guard.Connect();
        bed.Type("terminal lines 5\r");
        bed.Type("trace frame\r");
        for (int i = 0; i < 10; i++) guard.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        string shown = bed.Wait(100) + bed.Wait(100);
        Assert.AreEqual(40, shown.Split("\r\n").Length - 1);
        Assert.IsFalse(shown.Contains("more", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void Status_names_the_first_sessions_and_says_where_the_others_are()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        using var guard = new TracedGuard(bed);
        for (int i = 0; i < 3; i++) guard.Connect();
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "sessions      3 open\r\n              #1  Operator (CN=alice, 10.0.0.5)\r\n");
        Assert.IsFalse(shown.Contains("lists all", System.StringComparison.Ordinal));
        guard.Connect();
        StringAssert.Contains(bed.Type("status\r"), "#3  Operator (CN=alice, 10.0.0.5)\r\n              ...  'sessions' lists all");
    }

    [TestMethod]
    public void Every_mistake_names_the_word()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("trace\r"), "'trace' wants to know what to show");
        StringAssert.Contains(bed.Type("trace --values\r"), "'trace' wants to know what to show");
        foreach (string word in new[] { "requests", "0", "-1", "follow" })
        {
            StringAssert.Contains(bed.Type($"trace request {word}\r"), $"'{word}' is nothing that can be traced");
        }
        StringAssert.Contains(bed.Type("trace request unit 256\r"), "'256' is nothing that can be traced");
        StringAssert.Contains(bed.Type("trace request session\r"), "'' is nothing that can be traced");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.TraceBegun));
    }

    // A gateway with fakes on every side, on the console's clock.
    private sealed class TracedGuard : System.IDisposable
    {
        private readonly FakeClock _clock;
        private readonly FakeListener _listener;
        private readonly Gateway _gateway;

        internal TracedGuard(ConsoleBed bed)
        {
            _clock = bed.Module.Clock;
            _listener = new FakeListener(_clock);
            var policy = PolicyReader.Read(
                "edgeguard-policy 1\npolicy t version 1\nrole Operator\n  allow reads, writes  unit 1\n").Policy!;
            PlcPortSetup[] lines = [PlcPortSetup.Plc(new MisbehavingPlc(_clock), 1)];
            _gateway = new Gateway(
                new GuardConfiguration(policy), [_listener], lines, _clock, new RecordingEventSink(), new Counters(), bed.Trace);
            _clock.Follow(() => _gateway);
            _gateway.Start();
            bed.Platform.Gateway = _gateway;
            _clock.SettleWith(2);
        }

        internal MemoryClient Connect() => _listener.Connect(Alice);

        internal void Ask(MemoryClient client, byte[] frame)
        {
            Assert.IsNotNull(GuardBed.Ask(client, frame));
            _clock.Settle();
        }

        public void Dispose() => _gateway.Stop(_clock.Now + 1);
    }
}
