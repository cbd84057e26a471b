using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Store.Island;
using EdgeGuard.Store.People;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests.Host.Store;

[TestClass]
public sealed class IslandDeskTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void It_closes_and_opens_by_a_technician_and_each_is_an_event_with_the_name()
    {
        IslandBed bed = IslandBed.New();
        Assert.AreEqual(IslandFault.Already, bed.Desk.Leave(bed.Anna));
        Assert.AreEqual(IslandFault.None, bed.Desk.Enter(bed.Anna, out int ended));
        Assert.AreEqual(IslandBed.Sessions, ended);
        Assert.IsTrue(bed.Body.IsIsolated);
        Assert.AreEqual("anna", bed.Desk.Mark.By);
        Assert.AreEqual(IslandFault.Already, bed.Desk.Enter(bed.Anna, out _));
        Assert.AreEqual(IslandFault.None, bed.Desk.Leave(bed.Anna));
        Assert.IsFalse(bed.Body.IsIsolated);
        Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IslandEntered).Peer!.Subject);
        Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IslandLeft).Peer!.Subject);
    }

    [TestMethod]
    public void A_viewer_neither_closes_nor_opens()
    {
        IslandBed bed = IslandBed.New();
        bed.Module.Accounts.Create(bed.Anna, "vera", AccountLevel.Viewer, "looking at things");
        Person vera = bed.Module.Login("vera", "looking at things").Person!;
        Assert.AreEqual(IslandFault.NotAllowed, bed.Desk.Enter(vera, out _));
        bed.Desk.Enter(bed.Anna, out _);
        Assert.AreEqual(IslandFault.NotAllowed, bed.Desk.Leave(vera));
        Assert.IsTrue(bed.Body.IsIsolated);
    }

    [TestMethod]
    public void No_restart_opens_it_and_each_start_says_whose_it_is()
    {
        IslandBed bed = IslandBed.New();
        bed.Desk.Enter(bed.Anna, out _);
        for (int i = 0; i < 3; i++)
        {
            bed = bed.Restart();
            Assert.IsTrue(bed.Body.IsIsolated);
            Assert.AreEqual((int)IslandReason.Stored, bed.Module.Events.Only(EventCode.IslandEntered).A);
            Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IslandEntered).Peer!.Subject);
        }
        bed.Desk.Leave(bed.Anna);
        bed = bed.Restart();
        Assert.IsFalse(bed.Body.IsIsolated);
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.IslandEntered));
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_it_is_what_it_said_it_was_or_can_be_closed_and_opened_for_good()
    {
        IslandBed before = IslandBed.New();
        int cuts = Cuts(before, bed => bed.Desk.Enter(bed.Anna, out _), isOn: true);
        before.Desk.Enter(before.Anna, out _);
        cuts += Cuts(before, bed => bed.Desk.Leave(bed.Anna), isOn: false);
        before.Desk.Leave(before.Anna);
        cuts += Cuts(before, bed => bed.Desk.Enter(bed.Anna, out _), isOn: true);
        TestContext.WriteLine($"{cuts} power cuts while a module was closed or opened");
        Assert.IsTrue(cuts >= 18, $"{cuts}");
    }

    [TestMethod]
    public void A_record_that_cannot_be_read_any_more_counts_as_closed_until_a_person_opens_it()
    {
        IslandBed bed = IslandBed.New();
        bed.Desk.Enter(bed.Anna, out _);
        bed.Desk.Leave(bed.Anna);
        // Closed again, and the copy that says so rots: what is left is the older one, which says "open".
        bed.Desk.Enter(bed.Anna, out _);
        bed.Module.Medium.Damage("island.a", [1, 2, 3]);
        bed = bed.Restart();
        Assert.IsTrue(bed.Body.IsIsolated);
        Assert.AreEqual((int)IslandReason.Unknown, bed.Module.Events.Only(EventCode.IslandEntered).A);
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.StoreDamaged));
        Assert.AreEqual(IslandFault.None, bed.Desk.Leave(bed.Anna));
        bed = bed.Restart();
        Assert.IsFalse(bed.Body.IsIsolated, "opened by a person, it stays open");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.StoreDamaged));

        bed.Module.Medium.Damage("island.a", [1]);
        bed.Module.Medium.Damage("island.b", []);
        Assert.IsTrue(bed.Restart().Body.IsIsolated);
    }

    [TestMethod]
    public void A_store_that_refuses_to_write_keeps_it_closed_now_and_says_that_a_restart_would_open_it()
    {
        IslandBed bed = IslandBed.New();
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(IslandFault.StoreRefused, bed.Desk.Enter(bed.Anna, out _));
        Assert.IsTrue(bed.Body.IsIsolated);
        Assert.AreEqual(IslandFault.StoreRefused, bed.Desk.Enter(bed.Anna, out _), "another try, and no 'already'");
        bed.Module.Medium.RefuseFrom = -1;
        Assert.AreEqual(IslandFault.None, bed.Desk.Enter(bed.Anna, out _));
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.IslandEntered));
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(IslandFault.StoreRefused, bed.Desk.Leave(bed.Anna));
        Assert.IsTrue(bed.Body.IsIsolated, "what is not written down is not opened");
        bed.Module.Medium.RefuseFrom = -1;
        Assert.IsTrue(bed.Restart().Body.IsIsolated);
    }

    // What has ended is as it says. Whatever a cut left, it can be closed for good, and opened for good.
    private static int Cuts(IslandBed before, System.Action<IslandBed> story, bool isOn)
    {
        return PowerCuts.Everywhere(before.Module.Medium, medium => story(new IslandBed(new AccountBed(medium))), (medium, hasEnded) =>
        {
            var bed = new IslandBed(new AccountBed(medium));
            if (hasEnded) Assert.AreEqual(isOn, bed.Body.IsIsolated);
            bed.Desk.Enter(bed.Anna, out _);
            bed = bed.Restart();
            Assert.IsTrue(bed.Body.IsIsolated);
            Assert.AreEqual(IslandFault.None, bed.Desk.Leave(bed.Anna));
            Assert.IsFalse(bed.Restart().Body.IsIsolated);
        });
    }

    private sealed class IslandBed
    {
        internal const int Sessions = 2;

        internal IslandBed(AccountBed module)
        {
            Module = module;
            Desk = new IslandDesk(module.Records, module.Accounts, module.Clock, module.Events, Body);
            Desk.Start();
            Anna = module.Login("anna", AccountBed.Password).Person!;
        }

        internal AccountBed Module { get; }

        internal IslandBody Body { get; } = new();

        internal IslandDesk Desk { get; }

        internal Person Anna { get; }

        internal static IslandBed New() => new(AccountBed.Claimed(out _));

        internal IslandBed Restart() => new(Module.Restart());
    }
}
