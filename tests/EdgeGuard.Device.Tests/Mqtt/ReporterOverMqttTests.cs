using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;

namespace EdgeGuard.Device.Tests.Mqtt;

/// <summary>Events on their way from the journal through the device's uplink to a broker that comes and goes.</summary>
[TestClass]
public sealed class ReporterOverMqttTests
{
    private static readonly ReportTopics Topics = new("site", "module");

    [TestMethod]
    public void No_event_is_lost_and_none_is_told_twice_but_as_the_same_batch_while_the_broker_comes_and_goes()
    {
        using var bed = new UplinkBed();
        var random = new Random(5);
        EventJournal journal = new(bed.Clock, new Counters(), 4096);
        Reporter reporter = Report(bed, journal);
        // Half of all messages arrive; of those that do, every third acknowledgement is lost.
        bed.Broker.Takes = m => m.Topic == Topics.State || random.Next(2) == 0;
        bed.Broker.Acknowledges = m => m.Topic == Topics.State || random.Next(3) > 0;
        bed.Start(500);
        reporter.Start();
        bed.Clock.SettleWith(2);
        for (int i = 0; i < 300; i++)
        {
            Add(journal, i);
            bed.Clock.Advance(random.Next(1_000));
            if (i % 40 == 20) bed.Broker.Drop();
            if (i == 150) bed.Broker.IsReachable = false;
            if (i == 250) bed.Broker.IsReachable = true;
        }
        bed.Broker.Takes = _ => true;
        bed.Broker.Acknowledges = _ => true;
        bed.Clock.Advance(300_000);
        Dictionary<long, EventRecord> told = Told(bed.Broker);
        int[] written = told.OrderBy(e => e.Key).Where(e => e.Value.Code == EventCode.WriteForwarded).Select(e => e.Value.A).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, 300).ToArray(), written);
        CollectionAssert.AreEqual(Enumerable.Range(1, told.Count).Select(n => (long)n).ToArray(), told.Keys.Order().ToArray());
        Stop(bed, reporter);
        StringAssert.Contains(bed.Broker.Retained(Topics.State), "\"stopped\":true");
    }

    [TestMethod]
    public void Every_message_of_a_module_is_small_enough_three_times_for_the_send_buffer()
    {
        using var bed = new UplinkBed();
        EventJournal journal = new(bed.Clock, new Counters(), 4096);
        Reporter reporter = Report(bed, journal);
        for (int i = 0; i < 300; i++) Add(journal, i);
        bed.Start(500);
        reporter.Start();
        bed.Clock.SettleWith(2);
        bed.Clock.Advance(60_000);
        const int SendBuffer = 5_744;
        const int AroundAMessage = 160; // the longest topic, MQTT's and TLS's headers
        Assert.IsTrue(bed.Broker.Received.All(m => 3 * (m.Payload.Length + AroundAMessage) <= SendBuffer));
        Assert.IsTrue(bed.Broker.Received.Count(m => m.Topic == Topics.Events) > 10);
        Stop(bed, reporter);
    }

    private static Reporter Report(UplinkBed bed, EventJournal journal)
    {
        var status = new ModuleStatus(new byte[16], 1, new Inventory("0", "test", "", []));
        var forwarder = new EventForwarder(journal, status.Stream, status.Boot, null, MqttUplink.BatchBytes);
        return new Reporter(bed.Clock, journal, new Counters(), status, Topics, bed.Uplink, null, 60_000, forwarder);
    }

    private static void Add(EventJournal journal, int number)
    {
        journal.Add(new Event { Code = EventCode.WriteForwarded, A = number });
    }

    private static void Stop(UplinkBed bed, Reporter reporter)
    {
        bed.Clock.Run(() => reporter.Stop(bed.Clock.Now + 5_000));
        bed.Clock.Advance(6_000);
    }

    // What a consumer makes of it: a sequence that it has seen must say the same again.
    private static Dictionary<long, EventRecord> Told(FakeBroker broker)
    {
        var told = new Dictionary<long, EventRecord>();
        var bytes = new Dictionary<long, string>();
        foreach (FakeBroker.Message message in broker.Received.Where(m => m.Topic == Topics.Events))
        {
            int count = message.Payload[6] << 8 | message.Payload[7];
            for (int i = 0; i < count; i++)
            {
                int at = EventBatchFormat.HeaderSize + i * EventRecord.Size;
                var record = new EventRecord();
                record.Decode(message.Payload, at);
                string text = Convert.ToHexString(message.Payload, at, EventRecord.Size);
                if (bytes.TryGetValue(record.Sequence, out string? before)) Assert.AreEqual(before, text);
                bytes[record.Sequence] = text;
                told[record.Sequence] = record;
            }
        }
        return told;
    }
}
