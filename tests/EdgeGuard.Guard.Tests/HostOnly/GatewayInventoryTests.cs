using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard.Tests;

/// <summary>What units say of themselves, where clients ask them; nobody else does.</summary>
[TestClass]
public sealed class GatewayInventoryTests
{
    private static readonly byte[] Said = [43, 14, 1, 0x81, 0, 0, 2, 0, 4, .. "Acme"u8, 1, 2, .. "P1"u8];

    [TestMethod]
    public void What_a_unit_answers_to_a_client_is_in_the_inventory_and_nobody_else_asks_it()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow identification, 17, 3"));
        bed.Plc.Instead = (request, answer) => request.Pdu[0] == 3
            ? answer
            : Adu.Frame(request.TransactionId, request.Unit, request.Pdu[0] == 17 ? [17, 2, 9, 0xFF] : Said);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        Assert.AreEqual("", Units(bed).Single().Text(0));
        GuardBed.Ask(client, Adu.Frame(2, 1, 43, 14, 1, 0));
        GuardBed.Ask(client, Adu.Frame(3, 1, 17));
        bed.Clock.Advance(3_600_000);
        UnitStatus unit = Units(bed).Single();
        Assert.AreEqual("Acme", unit.Text(0));
        Assert.AreEqual("P1", unit.Text(1));
        Assert.AreEqual("09ff", unit.ServerId);
        Assert.HasCount(3, bed.Plc.Requests);
    }

    [TestMethod]
    public void What_does_not_pass_the_guard_says_nothing()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow identification, 17"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] tooLong = [.. Said[..^1]];
        bed.Plc.Instead = (request, _) => Adu.Frame(request.TransactionId, request.Unit, tooLong);
        Assert.IsNotNull(bed.AskWithin(client, Adu.Frame(2, 1, 43, 14, 1, 0), 60_000));
        Assert.AreEqual(0L, Units(bed).Single().ToldAt);
    }

    [TestMethod]
    public void What_the_policy_refuses_makes_no_unit()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 3 unit 1"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (byte unit = 1; unit < 20; unit++) GuardBed.Ask(client, Adu.Frame(unit, unit, 17));
        Assert.IsEmpty(Units(bed));
        Assert.IsEmpty(bed.Plc.Requests);
    }

    [TestMethod]
    public void A_unit_of_a_serial_bus_says_it_as_well_and_one_that_is_away_is_silent()
    {
        using BusBed bed = BusBed.Start("role Operator\n  allow identification, reads");
        bed.Units[1].Instead = (_, _) => RtuAdu.Frame(2, Said);
        bed.Units[2].IsAlive = false;
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Adu.Frame(1, 2, Said), bed.Ask(client, Adu.Frame(1, 2, 43, 14, 1, 0)));
        bed.Ask(client, Adu.Read(2, 3, 3, 0, 1), 20_000);
        bed.Ask(client, Adu.Read(3, 1, 3, 0, 1));
        UnitStatus[] units = Units(bed.Guard);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, units.Select(unit => unit.Unit).ToArray());
        Assert.AreEqual("answers answers silent", string.Join(' ', units.Select(unit => unit.State)));
        Assert.AreEqual("Acme", units[1].Text(0));
    }

    private static UnitStatus[] Units(GuardBed bed)
    {
        bed.Clock.Settle();
        return new UnitStates(bed.Traffic, bed.Clock).Units();
    }
}
