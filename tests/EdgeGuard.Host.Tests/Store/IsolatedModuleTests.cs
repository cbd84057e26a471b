using EdgeGuard.Store;

namespace EdgeGuard.Host.Tests.Store;

[TestClass]
public sealed class IsolatedModuleTests
{
    [TestMethod]
    public void Neither_a_restart_nor_a_commit_that_begins_other_listeners_ends_an_isolation()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        Assert.AreEqual(IsolationFault.None, bed.Module.Store.Isolation.Enter(bed.Anna, out _));
        Assert.IsTrue(bed.Guard!.Gateway.IsIsolated);
        bed.Commit(StoreBed.FreePort());
        Assert.IsTrue(bed.Guard!.Gateway.IsIsolated, "the other listener");
        bed.Restart();
        Assert.IsTrue(bed.Guard!.Gateway.IsIsolated, "the restart");
        StringAssert.Contains(bed.Log, "ISOLATED: nobody is let in; 'isolate off' at the console opens the module");
        Assert.AreEqual(IsolationFault.None, bed.Module.Store.Isolation.Leave(bed.Anna));
        Assert.IsFalse(bed.Guard!.Gateway.IsIsolated);
        bed.Restart();
        Assert.IsFalse(bed.Guard!.Gateway.IsIsolated);
    }

    [TestMethod]
    public void A_module_without_a_configuration_can_be_isolated_and_is_so_when_it_gets_its_first()
    {
        using var bed = new StoreBed();
        Assert.AreEqual(IsolationFault.None, bed.Module.Store.Isolation.Enter(bed.Anna, out int ended));
        Assert.AreEqual(0, ended);
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        Assert.IsTrue(bed.Guard!.Gateway.IsIsolated);
    }
}
