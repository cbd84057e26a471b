using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard.Tests;

/// <summary>What the guard records of who asks what.</summary>
[TestClass]
public sealed class GatewayTrafficTests
{
    [TestMethod]
    public void Every_request_is_recorded_with_what_became_of_it()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 7, 2));
        GuardBed.Ask(client, Adu.Read(2, 1, 3, 7, 2));
        GuardBed.Ask(client, Adu.WriteRegister(3, 1, 40, 1501));
        GuardBed.Ask(client, Adu.WriteRegister(4, 1, 40, 20));
        GuardBed.Ask(client, Adu.Frame(5, 1, 16, 0, 0));
        TrafficRow[] rows = Rows(bed);
        CollectionAssert.AreEqual(new[] { 3, 6, 16 }, rows.Select(row => row.Function).ToArray());
        Assert.AreEqual("fingerprint-a", rows[0].Client.Fingerprint);
        Assert.AreEqual("Operator", rows[0].Client.Role);
        Assert.AreEqual(2L, rows[0].Requests);
        Assert.AreEqual(2L, rows[0].Answered);
        Assert.AreEqual(2L, rows[1].Requests);
        Assert.AreEqual(1L, rows[1].Refused);
        Assert.AreEqual(20, rows[1].LastValue);
        Assert.AreEqual(1L, rows[1].Values);
        Assert.IsTrue(rows[2].IsMalformed);
        Assert.AreEqual(1L, rows[2].Refused);
    }

    [TestMethod]
    public void An_exception_of_the_unit_is_told_from_one_of_the_guard()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 3"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] beyond = Adu.Read(1, 1, 3, 65_535, 1);
        bed.Plc.Instead = (_, answer) => Adu.Exception(answer, ExceptionCode.ServerDeviceFailure);
        GuardBed.Ask(client, beyond);
        GuardBed.Ask(client, Adu.Read(2, 1, 4, 0, 1));
        TrafficRow[] rows = Rows(bed);
        Assert.AreEqual(1L, rows[0].ExceptionCount(ExceptionCode.ServerDeviceFailure));
        Assert.AreEqual(1L, rows[1].Refused);
        Assert.AreEqual(0L, rows[1].ExceptionCount(ExceptionCode.IllegalFunction));
    }

    [TestMethod]
    public void What_is_only_observed_is_recorded_as_not_allowed_and_sent()
    {
        CompiledPolicy policy = SampleConfigurations.Compile("role Operator\n  allow 3");
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(policy) { Mode = GuardMode.Observe });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 1, 4, 0, 1));
        GuardBed.Ask(client, Adu.Read(2, 1, 3, 0, 1));
        TrafficRow[] rows = Rows(bed);
        Assert.AreEqual(0L, rows[0].Observed);
        Assert.AreEqual(1L, rows[1].Observed);
        Assert.AreEqual(1L, rows[1].Answered);
        Assert.AreEqual(0L, rows[1].Refused);
    }

    [TestMethod]
    public void A_unit_alias_is_recorded_as_the_unit_that_was_asked()
    {
        byte[] units = UnitAliases.IdentityTable();
        units[9] = 1;
        CompiledPolicy policy = SampleConfigurations.Compile("role Operator\n  allow 3");
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(policy) { Units = new UnitAliases(units) });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 9, 3, 0, 1));
        Assert.AreEqual(1, Rows(bed).Single().Unit);
    }

    [TestMethod]
    public void A_unit_that_does_not_answer_is_recorded_as_unanswered()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 3"));
        bed.Plc.Always = Mischief.Silent;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsNotNull(bed.AskWithin(client, Adu.Read(1, 1, 3, 0, 1), 60_000));
        TrafficRow row = Rows(bed).Single();
        Assert.AreEqual(1L, row.Unanswered);
        Assert.AreEqual(0L, row.Responses);
    }

    [TestMethod]
    public void A_unit_that_says_something_else_of_itself_than_before_is_told()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow identification"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte revision = 49;
        bed.Plc.Instead = (_, answer) => Adu.Frame(Mbap.TransactionId(answer, 0), 1, 43, 14, 1, 1, 0, 0, 2, 0, 1, 65, 2, 1, revision);
        GuardBed.Ask(client, Adu.Frame(1, 1, 43, 14, 1, 0));
        GuardBed.Ask(client, Adu.Frame(2, 1, 43, 14, 1, 0));
        Assert.AreEqual(0, bed.Events.Count(EventCode.UnitIdentityChanged));
        revision++;
        GuardBed.Ask(client, Adu.Frame(3, 1, 43, 14, 1, 0));
        RecordedEvent told = bed.Events.Only(EventCode.UnitIdentityChanged);
        Assert.AreEqual(1 << 2, told.A);
        Assert.AreEqual(1, told.Unit);
        Assert.AreEqual("Operator", told.Peer!.Role);
        GuardBed.Ask(client, Adu.Frame(4, 1, 43, 14, 1, 0));
        Assert.AreEqual(1, bed.Events.Count(EventCode.UnitIdentityChanged));
    }

    private static TrafficRow[] Rows(GuardBed bed)
    {
        bed.Clock.Settle();
        return bed.Traffic.Copy(0);
    }
}
