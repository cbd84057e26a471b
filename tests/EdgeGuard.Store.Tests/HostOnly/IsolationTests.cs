using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class IsolationTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void It_closes_and_opens_by_a_technician_and_each_is_an_event_with_the_name()
    {
        IsolationBed bed = IsolationBed.New();
        Assert.AreEqual(IsolationFault.Already, bed.Isolation.Leave(bed.Anna));
        Assert.AreEqual(IsolationFault.None, bed.Isolation.Enter(bed.Anna, out int ended));
        Assert.AreEqual(IsolationBed.Sessions, ended);
        Assert.IsTrue(bed.Applier.IsIsolated);
        Assert.AreEqual("anna", bed.Isolation.Mark.By);
        Assert.AreEqual(IsolationFault.Already, bed.Isolation.Enter(bed.Anna, out _));
        Assert.AreEqual(IsolationFault.None, bed.Isolation.Leave(bed.Anna));
        Assert.IsFalse(bed.Applier.IsIsolated);
        Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IsolationBegan).Peer!.Subject);
        Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IsolationEnded).Peer!.Subject);
    }

    [TestMethod]
    public void A_viewer_neither_closes_nor_opens()
    {
        IsolationBed bed = IsolationBed.New();
        bed.Module.Accounts.Create(bed.Anna, "vera", AccountLevel.Viewer, "looking at things");
        Person vera = bed.Module.Login("vera", "looking at things").Person!;
        Assert.AreEqual(IsolationFault.NotAllowed, bed.Isolation.Enter(vera, out _));
        bed.Isolation.Enter(bed.Anna, out _);
        Assert.AreEqual(IsolationFault.NotAllowed, bed.Isolation.Leave(vera));
        Assert.IsTrue(bed.Applier.IsIsolated);
    }

    [TestMethod]
    public void No_restart_opens_it_and_each_start_says_whose_it_is()
    {
        IsolationBed bed = IsolationBed.New();
        bed.Isolation.Enter(bed.Anna, out _);
        for (int i = 0; i < 3; i++)
        {
            bed = bed.Restart();
            Assert.IsTrue(bed.Applier.IsIsolated);
            Assert.AreEqual((int)IsolationReason.Stored, bed.Module.Events.Only(EventCode.IsolationBegan).A);
            Assert.AreEqual("anna", bed.Module.Events.Only(EventCode.IsolationBegan).Peer!.Subject);
        }
        bed.Isolation.Leave(bed.Anna);
        bed = bed.Restart();
        Assert.IsFalse(bed.Applier.IsIsolated);
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.IsolationBegan));
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_it_is_what_it_said_it_was_or_can_be_closed_and_opened_for_good()
    {
        IsolationBed before = IsolationBed.New();
        int cuts = Cuts(before, bed => bed.Isolation.Enter(bed.Anna, out _), isOn: true);
        before.Isolation.Enter(before.Anna, out _);
        cuts += Cuts(before, bed => bed.Isolation.Leave(bed.Anna), isOn: false);
        before.Isolation.Leave(before.Anna);
        cuts += Cuts(before, bed => bed.Isolation.Enter(bed.Anna, out _), isOn: true);
        TestContext.WriteLine($"{cuts} power cuts while a module was closed or opened");
        Assert.IsTrue(cuts >= 18, $"{cuts}");
    }

    [TestMethod]
    public void A_record_that_cannot_be_read_any_more_counts_as_closed_until_a_person_opens_it()
    {
        IsolationBed bed = IsolationBed.New();
        bed.Isolation.Enter(bed.Anna, out _);
        bed.Isolation.Leave(bed.Anna);
        // Closed again, and the copy that says so rots: what is left is the older one, which says "open".
        bed.Isolation.Enter(bed.Anna, out _);
        bed.Module.Medium.Damage("isolation.a", [1, 2, 3]);
        bed = bed.Restart();
        Assert.IsTrue(bed.Applier.IsIsolated);
        Assert.AreEqual((int)IsolationReason.Unknown, bed.Module.Events.Only(EventCode.IsolationBegan).A);
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.StoreDamaged));
        Assert.AreEqual(IsolationFault.None, bed.Isolation.Leave(bed.Anna));
        bed = bed.Restart();
        Assert.IsFalse(bed.Applier.IsIsolated, "opened by a person, it stays open");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.StoreDamaged));

        bed.Module.Medium.Damage("isolation.a", [1]);
        bed.Module.Medium.Damage("isolation.b", []);
        Assert.IsTrue(bed.Restart().Applier.IsIsolated);
    }

    [TestMethod]
    public void A_store_that_refuses_to_write_keeps_it_closed_now_and_says_that_a_restart_would_open_it()
    {
        IsolationBed bed = IsolationBed.New();
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(IsolationFault.StoreRefused, bed.Isolation.Enter(bed.Anna, out _));
        Assert.IsTrue(bed.Applier.IsIsolated);
        Assert.AreEqual(IsolationFault.StoreRefused, bed.Isolation.Enter(bed.Anna, out _), "another try, and no 'already'");
        bed.Module.Medium.RefuseFrom = -1;
        Assert.AreEqual(IsolationFault.None, bed.Isolation.Enter(bed.Anna, out _));
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.IsolationBegan));
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(IsolationFault.StoreRefused, bed.Isolation.Leave(bed.Anna));
        Assert.IsTrue(bed.Applier.IsIsolated, "what is not written down is not opened");
        bed.Module.Medium.RefuseFrom = -1;
        Assert.IsTrue(bed.Restart().Applier.IsIsolated);
    }

    // What has ended is as it says. Whatever a cut left, it can be closed for good, and opened for good.
    private static int Cuts(IsolationBed before, System.Action<IsolationBed> story, bool isOn)
    {
        return PowerCuts.Everywhere(before.Module.Medium, medium => story(new IsolationBed(new AccountBed(medium))), (medium, hasEnded) =>
        {
            var bed = new IsolationBed(new AccountBed(medium));
            if (hasEnded) Assert.AreEqual(isOn, bed.Applier.IsIsolated);
            bed.Isolation.Enter(bed.Anna, out _);
            bed = bed.Restart();
            Assert.IsTrue(bed.Applier.IsIsolated);
            Assert.AreEqual(IsolationFault.None, bed.Isolation.Leave(bed.Anna));
            Assert.IsFalse(bed.Restart().Applier.IsIsolated);
        });
    }

    private sealed class IsolationBed
    {
        internal const int Sessions = 2;

        internal IsolationBed(AccountBed module)
        {
            Module = module;
            Isolation = new Isolation(module.Context(new SeededRandom(4)), module.Accounts, Applier);
            Isolation.Start();
            Anna = module.Login("anna", AccountBed.Password).Person!;
        }

        internal AccountBed Module { get; }

        internal IsolationApplier Applier { get; } = new();

        internal Isolation Isolation { get; }

        internal Person Anna { get; }

        internal static IsolationBed New() => new(AccountBed.Claimed(out _));

        internal IsolationBed Restart() => new(Module.Restart());
    }
}
