using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Store.Tests;

/// <summary>Who asked what, over restarts and power cuts.</summary>
[TestClass]
public sealed class StoredTrafficTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void It_is_there_after_a_restart_and_goes_on()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        Ask(bed, table, 3);
        stored.Keep();
        bed = bed.Restart();
        table = New(bed, out _);
        Ask(bed, table, 2);
        Assert.AreEqual(5L, table.Copy(0)[0].Requests);
    }

    [TestMethod]
    public void It_is_kept_once_an_hour_and_only_when_something_was_asked()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        Ask(bed, table, 1);
        int writes = Writes(bed, stored, StoredTraffic.KeepMs - 1);
        Assert.AreEqual(0, writes);
        Assert.AreEqual(1, Writes(bed, stored, 1));
        Assert.AreEqual(0, Writes(bed, stored, 10 * StoredTraffic.KeepMs));
        Ask(bed, table, 1);
        Assert.AreEqual(1, Writes(bed, stored, StoredTraffic.KeepMs));
    }

    [TestMethod]
    public void What_was_emptied_does_not_come_back()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        Ask(bed, table, 3);
        stored.Keep();
        stored.Reset();
        stored.Step();
        Assert.IsEmpty(New(bed.Restart(), out _).Copy(0));
    }

    [TestMethod]
    public void Before_a_module_is_claimed_nothing_is_kept()
    {
        AccountBed bed = AccountBed.New();
        TrafficTable table = New(bed, out StoredTraffic stored);
        Ask(bed, table, 3);
        stored.Keep();
        Assert.IsFalse(bed.Records.Has(RecordName.Traffic));
    }

    [TestMethod]
    public void What_units_say_of_themselves_is_there_after_a_restart_and_is_written_only_when_it_changed()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        Ask(bed, table, 1);
        stored.Keep();
        Assert.IsFalse(bed.Records.Has(RecordName.Units));
        Say(bed, table, 7);
        Ask(bed, table, 1);
        stored.Keep();
        int writes = bed.Medium.Writes;
        Say(bed, table, 7);
        Ask(bed, table, 1);
        stored.Keep();
        Assert.AreEqual(1, bed.Medium.Writes - writes, "the counts alone");
        bed = bed.Restart();
        table = New(bed, out stored);
        UnitStatus unit = new UnitStates(table, bed.Clock).Units()[0];
        Assert.AreEqual("07", unit.ServerId);
        Assert.AreEqual(UnitStatus.Unknown, unit.State);
        Assert.AreEqual(bed.Clock.Utc, unit.ToldAt);
        stored.Reset();
        stored.Step();
        Assert.IsEmpty(new UnitStates(New(bed.Restart(), out _), bed.Clock).Units());
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_what_a_unit_said_is_what_it_said_before_or_after()
    {
        AccountBed before = AccountBed.Claimed(out _);
        TrafficTable table = New(before, out StoredTraffic stored);
        Say(before, table, 1);
        stored.Keep();
        int cuts = PowerCuts.Everywhere(before.Medium, medium =>
        {
            var bed = new AccountBed(medium);
            TrafficTable told = New(bed, out StoredTraffic kept);
            Say(bed, told, 2);
            kept.Keep();
        }, (medium, hasEnded) =>
        {
            var bed = new AccountBed(medium);
            string id = new UnitStates(New(bed, out _), bed.Clock).Units()[0].ServerId;
            if (hasEnded) Assert.AreEqual("02", id);
            else Assert.IsTrue(id is "01" or "02", id);
        });
        TestContext.WriteLine($"{cuts} power cuts");
        Assert.IsGreaterThanOrEqualTo(4, cuts);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_it_is_as_before_or_as_after()
    {
        AccountBed before = AccountBed.Claimed(out _);
        TrafficTable table = New(before, out StoredTraffic stored);
        Ask(before, table, 3);
        stored.Keep();
        int cuts = PowerCuts.Everywhere(before.Medium, medium =>
        {
            var bed = new AccountBed(medium);
            TrafficTable told = New(bed, out StoredTraffic kept);
            Ask(bed, told, 4);
            kept.Keep();
            kept.Reset();
            kept.Step();
            Ask(bed, told, 1);
            kept.Keep();
        }, (medium, hasEnded) =>
        {
            TrafficRow[] rows = New(new AccountBed(medium), out _).Copy(0);
            long requests = rows.Length == 0 ? 0 : rows[0].Requests;
            if (hasEnded) Assert.AreEqual(1L, requests);
            else Assert.IsTrue(requests is 3 or 7 or 0 or 1, $"{requests}");
        });
        TestContext.WriteLine($"{cuts} power cuts");
        Assert.IsGreaterThanOrEqualTo(18, cuts);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void What_the_store_refused_is_told_once_and_kept_as_soon_as_it_takes_it(int accepted)
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        Say(bed, table, 5);
        bed.Medium.RefuseFrom = bed.Medium.Writes + accepted;
        stored.Keep();
        stored.Keep();
        RecordedEvent told = bed.Events.Only(EventCode.StoreRefused);
        Assert.AreEqual(RecordName.Number(accepted == 0 ? RecordName.Traffic : RecordName.Units), told.A);
        bed.Medium.RefuseFrom = -1;
        Assert.AreEqual(2, Writes(bed, stored, StoredTraffic.KeepMs), "though nothing was asked since");
        Assert.AreEqual(0, Writes(bed, stored, StoredTraffic.KeepMs));
        bed = bed.Restart();
        table = New(bed, out _);
        Assert.AreEqual(1L, table.Copy(0)[0].Requests);
        Assert.AreEqual("05", new UnitStates(table, bed.Clock).Units()[0].ServerId);
    }

    [TestMethod]
    [DataRow("traffic", RecordName.Traffic)]
    [DataRow("units", RecordName.Units)]
    public void A_damaged_record_is_told_and_its_other_copy_is_used(string file, string name)
    {
        AccountBed bed = AccountBed.Claimed(out _);
        TrafficTable table = New(bed, out StoredTraffic stored);
        for (byte id = 5; id < 7; id++)
        {
            Say(bed, table, id);
            stored.Keep();
        }
        bed.Medium.Damage(file + ".b", [1, 2, 3]);
        bed = bed.Restart();
        table = New(bed, out _);
        RecordedEvent told = bed.Events.Only(EventCode.StoreDamaged);
        Assert.AreEqual(RecordName.Number(name), told.A);
        Assert.AreEqual((int)RecordHealth.OneCopy, told.B);
        Assert.AreEqual(1, new UnitStates(table, bed.Clock).Units().Length);
    }

    private static TrafficTable New(AccountBed bed, out StoredTraffic stored)
    {
        var table = new TrafficTable(16, bed.Clock.Now);
        stored = new StoredTraffic(bed.Records, table, bed.Clock, bed.Events);
        return table;
    }

    private static void Ask(AccountBed bed, TrafficTable table, int times)
    {
        var source = new TrafficSource(table, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=hmi", "HMI", "ab", long.MaxValue));
        var request = new Request();
        request.Decode(1, [3, 0, 0, 0, 10], 0, 5);
        for (int i = 0; i < times; i++) source.Note(request, RequestFate.Answered, false, 0, bed.Clock.Now, bed.Clock.Now);
    }

    private static void Say(AccountBed bed, TrafficTable table, byte id)
    {
        var source = new TrafficSource(table, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=hmi", "HMI", "ab", long.MaxValue));
        var request = new Request();
        request.Decode(1, [17], 0, 1);
        source.Note(request, RequestFate.Answered, false, 0, bed.Clock.Now, bed.Clock.Now);
        source.NoteAnswer(request, [17, 1, id], 0, 3, bed.Clock.Now);
    }

    private static int Writes(AccountBed bed, StoredTraffic stored, long milliseconds)
    {
        int before = bed.Medium.Writes;
        bed.Clock.Advance(milliseconds);
        stored.Step();
        return bed.Medium.Writes - before;
    }
}
