using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class ReporterTests
{
    [TestMethod]
    public void A_backlog_is_delivered_once_and_in_order_when_the_broker_comes_back()
    {
        using var rig = new Rig();
        for (int i = 0; i < 500; i++) rig.Write(i);
        rig.Clock.Advance(5000);
        Assert.IsEmpty(rig.Uplink.Sent("events"));
        rig.Uplink.Connect();
        rig.Clock.Advance(5000);
        EventRecord[] told = rig.Told();
        Assert.IsTrue(told.Select(r => r.Sequence).SequenceEqual(Enumerable.Range(1, told.Length).Select(n => (long)n)));
        Assert.IsTrue(told.Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A).SequenceEqual(Enumerable.Range(0, 500)));
        Assert.IsGreaterThan(1, rig.Uplink.Sent("events").Length);
    }

    [TestMethod]
    public void A_stream_begins_with_the_unknown_loss_of_a_start()
    {
        using var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        EventRecord first = rig.Told()[0];
        Assert.AreEqual(EventCode.EventsLost, first.Code);
        Assert.AreEqual(-1, first.A);
        Assert.AreEqual(1L, first.Sequence);
    }

    [TestMethod]
    public void A_batch_without_acknowledgement_is_sent_again_byte_for_byte()
    {
        using var rig = new Rig();
        rig.Uplink.Acknowledges = topic => !topic.EndsWith("events", StringComparison.Ordinal);
        rig.Write(1);
        rig.Uplink.Connect();
        rig.Clock.Advance(1500);
        rig.Write(2);
        rig.Clock.Advance(5000);
        ScriptedUplink.Message[] batches = rig.Uplink.Sent("events");
        Assert.IsGreaterThan(2, batches.Length);
        foreach (ScriptedUplink.Message again in batches) CollectionAssert.AreEqual(batches[0].Payload, again.Payload);
        rig.Uplink.Acknowledges = _ => true;
        rig.Clock.Advance(60_000);
        Assert.AreEqual(1, rig.Told().Count(r => r.Code == EventCode.WriteForwarded && r.A == 1));
        Assert.AreEqual(1, rig.Told().Count(r => r.Code == EventCode.WriteForwarded && r.A == 2));
    }

    [TestMethod]
    public void What_the_spool_could_not_keep_is_told_with_how_many_and_where()
    {
        using var rig = new Rig(spool: 16);
        for (int i = 0; i < 50; i++) rig.Write(i);
        rig.Clock.Advance(500);
        rig.Uplink.Connect();
        rig.Clock.Advance(5000);
        long before = 0;
        long lost = 0;
        foreach (EventRecord record in rig.Told())
        {
            if (record.Sequence != before + 1)
            {
                Assert.AreEqual(EventCode.EventsLost, record.Code);
                Assert.AreEqual(record.Sequence - before, (long)record.A);
                Assert.AreEqual(before + 1, (long)record.B);
                lost += record.A;
            }

            before = record.Sequence;
        }

        Assert.IsGreaterThan(30L, lost);
        Assert.AreEqual((uint)lost, rig.Counters.Read(Counter.EventsLost));
    }

    [TestMethod]
    public void Every_new_connection_gets_state_and_inventory_again()
    {
        using var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        rig.Uplink.Disconnect();
        rig.Clock.Advance(1000);
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        ScriptedUplink.Message[] states = rig.Uplink.Sent("state");
        Assert.HasCount(2, states);
        Assert.Contains("\"connection\":1,", states[0].Text);
        Assert.Contains("\"connection\":2,", states[1].Text);
        Assert.IsTrue(states.All(s => s.Retain));
        Assert.HasCount(2, rig.Uplink.Sent("inventory"));
        Assert.IsTrue(rig.Uplink.Sent("inventory").All(s => s.Retain));
    }

    [TestMethod]
    public void The_inventory_comes_again_when_units_change_and_no_more_than_once_a_minute()
    {
        using var rig = new Rig();
        var units = new ScriptedUnits();
        rig.Status.Units = units;
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        Assert.Contains("\"units\":[]", rig.Uplink.Sent("inventory").Single().Text);
        units.Add(new UnitStatus(7, UnitStatus.Silent, ["Acme", "", "", "", "", "", ""]) { FirstSeen = 5, LastSeen = 6, ToldAt = 6 });
        rig.Clock.Advance(58_000);
        Assert.HasCount(1, rig.Uplink.Sent("inventory"));
        rig.Clock.Advance(2_000);
        Assert.Contains(
            "\"units\":[{\"unit\":7,\"state\":\"silent\",\"firstSeen\":5,\"lastSeen\":6,\"vendorName\":\"Acme\",\"toldAt\":6}]",
            rig.Uplink.Sent("inventory")[1].Text);
        rig.Clock.Advance(600_000);
        Assert.HasCount(2, rig.Uplink.Sent("inventory"));
    }

    [TestMethod]
    public void A_broker_that_takes_no_message_as_long_as_all_units_gets_the_module_alone()
    {
        using var rig = new Rig();
        var units = new ScriptedUnits();
        for (int i = 0; i < 50; i++) units.Add(new UnitStatus(i, UnitStatus.Answers, ["Acme", "", "", "", "", "", ""]));
        rig.Status.Units = units;
        rig.Uplink.Unsaid = 1_000;
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        ScriptedUplink.Message told = rig.Uplink.Sent("inventory").Single(sent => sent.Acknowledged);
        Assert.DoesNotContain("units", told.Text);
        Assert.Contains("\"platform\":\"test\"", told.Text);
    }

    [TestMethod]
    public void Connections_made_and_lost_are_events_too()
    {
        using var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        rig.Uplink.Disconnect();
        rig.Clock.Advance(1000);
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        EventCode[] told = [.. rig.Told().Select(r => r.Code).Where(c => c is EventCode.BrokerConnected or EventCode.BrokerLost)];
        CollectionAssert.AreEqual(new[] { EventCode.BrokerConnected, EventCode.BrokerLost, EventCode.BrokerConnected }, told);
        Assert.AreEqual(2u, rig.Counters.Read(Counter.BrokerConnects));
        Assert.AreEqual(1u, rig.Counters.Read(Counter.BrokerLosses));
    }

    [TestMethod]
    public void A_new_configuration_is_told_without_a_new_connection()
    {
        using var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        rig.Status.SetConfiguration(new ConfigurationStatus("enforce", "pumps", 8, "ff", 2));
        rig.Clock.Advance(1000);
        ScriptedUplink.Message[] states = rig.Uplink.Sent("state");
        Assert.HasCount(2, states);
        Assert.Contains("\"name\":\"pumps\",\"version\":8", states[1].Text);
    }

    [TestMethod]
    public void A_broker_that_refuses_everything_is_asked_ever_less_often()
    {
        using var rig = new Rig();
        rig.Uplink.Acknowledges = _ => false;
        rig.Uplink.Connect();
        rig.Clock.Advance(120_000);
        // At 0, 1, 3, 7, 15, 31, 63 s: seven in two minutes, not one a poll.
        Assert.HasCount(7, rig.Uplink.Sent("state"));
    }

    [TestMethod]
    public void Counters_are_published_from_time_to_time()
    {
        using var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(500);
        Assert.HasCount(1, rig.Uplink.Sent("metrics"));
        rig.Clock.Advance(30_000);
        Assert.HasCount(4, rig.Uplink.Sent("metrics"));
        Assert.IsFalse(rig.Uplink.Sent("metrics")[0].Retain);
    }

    [TestMethod]
    public void A_broker_that_takes_no_more_than_the_will_hears_that_the_module_is_there()
    {
        using var rig = new Rig();
        rig.Uplink.Said = Report.Offline(rig.Status, 1, false).Length;
        rig.Uplink.Connect();
        rig.Clock.Advance(5000);
        ScriptedUplink.Message state = rig.Uplink.Sent("state").Single();
        Assert.Contains("\"online\":true", state.Text);
        Assert.IsTrue(state.Retain);
        rig.Uplink.Said = int.MaxValue;
        rig.Status.SetIsolated(true);
        rig.Clock.Advance(5000);
        Assert.Contains("\"isolated\":true", rig.Uplink.Sent("state")[^1].Text);
    }

    [TestMethod]
    public void A_stop_sends_what_is_left_counted_refusals_too_and_says_goodbye()
    {
        var rig = new Rig();
        rig.Uplink.Connect();
        rig.Clock.Advance(1000);
        for (int i = 0; i < 5; i++) rig.Refuse();
        rig.Dispose();
        Assert.AreEqual(5, rig.Told().Where(r => r.Code == EventCode.RequestRefused).Sum(r => r.Repeats));
        ScriptedUplink.Message last = rig.Uplink.Sent("state")[^1];
        Assert.Contains("\"online\":false", last.Text);
        Assert.Contains("\"stopped\":true", last.Text);
        Assert.IsTrue(last.Retain);
        Assert.IsTrue(rig.Uplink.IsClosed);
    }

    [TestMethod]
    public void A_broker_that_takes_a_message_and_says_nothing_holds_up_neither_events_nor_a_stop()
    {
        var rig = new Rig(spool: 64);
        rig.Clock.Settle();
        rig.Uplink.Hangs = true;
        rig.Uplink.Connect();
        for (int i = 0; i < 1000; i++) rig.Write(i);
        Assert.AreEqual(1001u, rig.Counters.Read(Counter.EventsRaised) - rig.Counters.Read(Counter.BrokerConnects));
        rig.Reporter.Stop(rig.Clock.Now);
        Assert.IsTrue(rig.Uplink.IsClosed);
    }

    [TestMethod]
    public void Without_a_broker_the_observer_still_sees_every_event_once_and_nothing_is_lost()
    {
        var seen = new Observer();
        var rig = new Rig(spool: 16, observer: seen, withUplink: false);
        for (int i = 0; i < 100; i++)
        {
            rig.Write(i);
            rig.Clock.Settle();
        }

        rig.Dispose();
        Assert.IsTrue(seen.Sequences.SequenceEqual(Enumerable.Range(1, 101).Select(n => (long)n)));
        Assert.AreEqual(0u, rig.Counters.Read(Counter.EventsLost));
    }

    [TestMethod]
    public void The_observer_sees_events_while_the_broker_is_away()
    {
        var seen = new Observer();
        using var rig = new Rig(observer: seen);
        rig.Write(1);
        rig.Clock.Advance(500);
        Assert.IsTrue(seen.Sequences.SequenceEqual([1L, 2L]));
    }

    [TestMethod]
    public void A_report_of_its_own_topic_is_sent_again_until_the_broker_has_it_and_hinders_no_events_then()
    {
        var traffic = new Source([1, 2, 3]);
        using var rig = new Rig(traffic: traffic);
        rig.Uplink.Acknowledges = topic => !topic.EndsWith("traffic", StringComparison.Ordinal);
        rig.Uplink.Connect();
        rig.Clock.Advance(10_000);
        ScriptedUplink.Message[] sent = rig.Uplink.Sent("traffic");
        Assert.IsGreaterThan(1, sent.Length);
        foreach (ScriptedUplink.Message again in sent) CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, again.Payload);
        Assert.IsFalse(sent[0].Retain);
        Assert.AreEqual(0, traffic.Taken);
        rig.Uplink.Acknowledges = _ => true;
        rig.Write(1);
        rig.Clock.Advance(60_000);
        Assert.AreEqual(1, traffic.Taken);
        Assert.AreEqual(1, traffic.Connections);
        Assert.AreEqual(1, rig.Told().Count(r => r.Code == EventCode.WriteForwarded));
    }

    [TestMethod]
    public void The_text_of_the_policy_is_retained_and_a_broker_that_refuses_it_keeps_no_event()
    {
        var text = new Text(parts: 3);
        using var rig = new Rig(policyText: text);
        rig.Uplink.Acknowledges = topic => !topic.Contains("policy-text", StringComparison.Ordinal);
        rig.Uplink.Connect();
        rig.Write(1);
        rig.Clock.Advance(10_000);
        Assert.AreEqual(1, rig.Told().Count(r => r.Code == EventCode.WriteForwarded));
        Assert.IsGreaterThan(1, rig.Uplink.Sent("policy-text/0").Length);
        rig.Uplink.Acknowledges = _ => true;
        rig.Clock.Advance(60_000);
        Assert.AreEqual(3, text.Taken);
        Assert.AreEqual(1, text.Connections);
        Assert.IsTrue(rig.Uplink.Sent("policy-text/2").Single().Retain);
    }

    [TestMethod]
    public void A_broker_that_ends_the_connection_under_each_part_of_the_text_is_not_asked_for_ever()
    {
        var text = new Text(parts: 3);
        using var rig = new Rig(policyText: text);
        rig.Uplink.Acknowledges = topic =>
        {
            bool isText = topic.Contains("policy-text", StringComparison.Ordinal);
            if (isText) rig.Uplink.Disconnect();
            return !isText;
        };
        for (int i = 0; i < 10; i++)
        {
            rig.Uplink.Connect();
            rig.Write(i);
            rig.Clock.Advance(60_000);
        }
        Assert.HasCount(4, rig.Uplink.Sent("policy-text/0"));
        Assert.IsTrue(rig.Uplink.IsConnected);
        Assert.AreEqual(10, rig.Told().Count(r => r.Code == EventCode.WriteForwarded));
    }

    /// <summary>A text in parts that are due until each was handed over.</summary>
    private sealed class Text(int parts) : IRetainedSource
    {
        public string Topic => "edgeguard/v1/site/module/policy-text/" + Taken;

        public byte[] Buffer { get; } = [1];

        public int Taken { get; private set; }

        public int Connections { get; private set; }

        public int Next(int most) => Taken < parts ? 1 : 0;

        public void Sent() => Taken++;

        public void GiveUp() => Taken = parts;

        public void Connected() => Connections++;
    }

    /// <summary>One message that is due until it was handed over.</summary>
    private sealed class Source(byte[] message) : IReportSource
    {
        public byte[] Buffer => message;

        public int Taken { get; private set; }

        public int Connections { get; private set; }

        public int Next(long now) => Taken == 0 ? message.Length : 0;

        public void Sent() => Taken++;

        public void Connected() => Connections++;
    }

    private sealed class Observer : IEventObserver
    {
        public List<long> Sequences { get; } = [];

        public void Observe(EventRecord record, Peer? peer) => Sequences.Add(record.Sequence);
    }

    /// <summary>A reporter that runs, with everything around it scripted.</summary>
    [TestMethod]
    public void Without_a_broker_it_wakes_for_events_and_hardly_ever_besides()
    {
        using var rig = new Rig(withUplink: false);
        rig.Clock.Advance(1_000);
        int before = rig.Clock.Waits;
        rig.Clock.Advance(60_000);
        Assert.IsLessThanOrEqualTo(6, rig.Clock.Waits - before);
    }

    private sealed class Rig : IDisposable
    {
        private readonly EventJournal _journal;

        public Rig(
            int spool = 1024, IEventObserver? observer = null, bool withUplink = true, IReportSource? traffic = null,
            IRetainedSource? policyText = null)
        {
            _journal = new EventJournal(Clock, Counters, spool);
            Reporter = new Reporter(
                Clock, _journal, Counters, Status, new ReportTopics("site", "module"), withUplink ? Uplink : null, observer, 10_000)
            {
                Traffic = traffic,
                PolicyText = policyText,
            };
            Reporter.Start();
            Clock.SettleWith(1);
        }

        public FakeClock Clock { get; } = new();

        public ScriptedUplink Uplink { get; } = new();

        public Counters Counters { get; } = new();

        public ModuleStatus Status { get; } = new(new byte[16], 1, new Inventory("0", "test", "plc", []));

        public Reporter Reporter { get; }

        public void Write(int number) =>
            _journal.Add(new Event { Code = EventCode.WriteForwarded, A = number, Peer = EventSamples.Operator() });

        public void Refuse() => _journal.Add(new Event { Code = EventCode.RequestRefused, Peer = EventSamples.Operator() });

        /// <summary>The records of all acknowledged batches.</summary>
        public EventRecord[] Told() =>
            [
                .. Uplink.Sent("events").Where(m => m.Acknowledged).SelectMany(
                    m => EventBatch.Decode(m.Payload, 0, m.Payload.Length, out _)!.Records)];

        public void Dispose() => Reporter.Stop(Clock.Now + 10_000);
    }

    private sealed class ScriptedUnits : IUnitStates
    {
        private readonly List<UnitStatus> _units = [];

        public int UnitChanges => _units.Count;

        public UnitStatus[] Units() => [.. _units];

        public void Add(UnitStatus unit) => _units.Add(unit);
    }
}
