using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>What the console still has of what happened, and which of it a person asks for.</summary>
[TestClass]
public class RecentEventsTests
{
    private readonly RecentEvents _recent = new(new RecordingEventSink(), new FakeClock());
    private readonly Peer _alice = new(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", "ab12", long.MaxValue);

    [TestMethod]
    public void A_client_that_connects_anew_for_each_poll_pushes_out_neither_refusals_nor_changes()
    {
        _recent.Add(
            new Event
            {
                Code = EventCode.RequestRefused,
                Peer = _alice,
                Unit = 1,
                Function = 6,
                Reason = Refusal.Function,
                Address = 40,
                Quantity = 1,
            });
        _recent.Add(new Event { Code = EventCode.ConfigurationCommitted, A = 3 });
        for (int i = 0; i < 700; i++)
        {
            _recent.Add(new Event { Code = EventCode.SessionOpened, Peer = _alice });
            _recent.Add(new Event { Code = EventCode.SessionClosed, Peer = _alice, A = 1 });
        }
        Assert.AreEqual(1402, _recent.Count(EventChoice.All));
        Assert.AreEqual(1, _recent.Count(EventChoice.Refused));
        Assert.AreEqual(1, _recent.Count(EventChoice.Changes));
        StringAssert.Contains(_recent.Line(EventChoice.Refused, 1), "function not allowed");
        StringAssert.Contains(_recent.Line(EventChoice.Changes, 1), "configuration committed");
    }

    [TestMethod]
    public void Who_is_refused_some_things_in_turn_and_who_is_not_let_in_push_no_other_refusal_out()
    {
        var stranger = new Peer(PeerTransport.Tls, "10.0.0.9", "", null, "", 0);
        _recent.Add(Refused(6, 40));
        for (int i = 0; i < 5_000; i++)
        {
            _recent.Add(Refused(3, 100 + i % 12));
            _recent.Add(new Event { Code = EventCode.HandshakeRefused, Peer = stranger, A = 1 });
        }
        Assert.AreEqual(14, _recent.Count(EventChoice.Refused));
        StringAssert.Contains(_recent.Line(EventChoice.Refused, 1), "06 write single register");
        StringAssert.EndsWith(_recent.Line(EventChoice.Refused, 3), "×5000");
    }

    [TestMethod]
    public void A_refusal_that_comes_again_has_the_time_of_the_last_and_one_for_another_reason_is_another()
    {
        var clock = new FakeClock();
        var recent = new RecentEvents(new RecordingEventSink(), clock);
        recent.Add(new Event { Code = EventCode.HandshakeRefused, A = 1 });
        clock.Advance(3_600_000);
        recent.Add(new Event { Code = EventCode.HandshakeRefused, A = 1 });
        recent.Add(new Event { Code = EventCode.HandshakeRefused, A = 2 });
        Assert.AreEqual(2, recent.Count(EventChoice.Refused));
        StringAssert.StartsWith(recent.Line(EventChoice.Refused, 1), "2026-03-02 11:00:00Z");
    }

    [TestMethod]
    public void The_console_shows_what_was_refused_or_changed_when_asked_for_that()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Recent.Add(new Event { Code = EventCode.HandshakeRefused, A = 1 });
        bed.Recent.Add(new Event { Code = EventCode.SessionOpened, Peer = _alice });
        bed.Recent.Add(new Event { Code = EventCode.ModeChanged, A = 1 });
        string refused = bed.Type("events refused\r");
        StringAssert.Contains(refused, "handshake refused");
        Assert.IsFalse(refused.Contains("session opened") || refused.Contains("mode changed"), refused);
        string changes = bed.Type("events changes 1\r");
        StringAssert.Contains(changes, "mode changed");
        Assert.IsFalse(changes.Contains("handshake") || changes.Contains("logged in"), changes);
        StringAssert.Contains(bed.Type("events refused many\r"), "is no number of events");
    }

    private Event Refused(byte function, int address) => new()
    {
        Code = EventCode.RequestRefused,
        Peer = _alice,
        Unit = 1,
        Function = function,
        Reason = Refusal.Address,
        Address = address,
        Quantity = 1,
    };
}
