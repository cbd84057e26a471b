using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Store;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Store;

[TestClass]
public sealed class FolderStoreTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-store-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_record_is_there_again_after_a_restart_and_nobody_else_may_read_it()
    {
        string path = Path.Combine(_folder, "store");
        using (FolderStore store = Open(path))
        {
            Assert.IsTrue(store.Write("one", [1, 2, 3]));
            Assert.IsTrue(store.Append("log", [1]));
            Assert.IsTrue(store.Append("log", [2]));
        }
        using FolderStore again = Open(path);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, again.Read("one"));
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, again.Read("log"));
        Assert.IsNull(again.Read("two"));
        FileModes.Are(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (string file in Directory.GetFiles(path)) FileModes.Are(file, FileModes.OwnerOnly);
    }

    [TestMethod]
    public void What_is_removed_is_gone()
    {
        using FolderStore store = Open(Path.Combine(_folder, "store"));
        store.Write("one", [1, 2, 3]);
        Assert.IsTrue(store.Delete("one"));
        Assert.IsNull(store.Read("one"));
        Assert.IsTrue(store.Delete("one"));
    }

    [TestMethod]
    public void A_folder_is_one_module_s_alone()
    {
        string path = Path.Combine(_folder, "store");
        using FolderStore store = Open(path);
        Assert.IsNull(FolderStore.TryOpen(path, out string problem, out string remedy));
        Assert.AreNotEqual("", problem);
        StringAssert.Contains(remedy, "another one running");
    }

    [TestMethod]
    public void A_folder_that_others_may_enter_is_refused()
    {
        string path = Path.Combine(_folder, "open");
        Directory.CreateDirectory(path);
        FileModes.Set(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Assert.IsNull(FolderStore.TryOpen(path, out string problem, out string remedy));
        StringAssert.Contains(problem, "others");
        StringAssert.Contains(remedy, "chmod 700");
    }

    [TestMethod]
    public void Where_the_system_refuses_the_old_record_stays_and_the_reason_is_told()
    {
        string path = Path.Combine(_folder, "store");
        using FolderStore store = Open(path);
        var reasons = new List<string>();
        store.Refused = reasons.Add;
        store.Write("one", [1]);
        Assert.IsEmpty(reasons);
        Directory.CreateDirectory(Path.Combine(path, "one.new"));
        Assert.IsFalse(store.Write("one", [2]));
        Assert.IsFalse(store.Write("one", [2]));
        CollectionAssert.AreEqual(new byte[] { 1 }, store.Read("one"));
        Assert.HasCount(1, reasons, "once, until it has written again");
        Assert.AreNotEqual("", reasons[0]);
    }

    [TestMethod]
    public void Records_of_the_module_live_in_it()
    {
        string path = Path.Combine(_folder, "store");
        using (FolderStore store = Open(path))
        {
            var records = new RecordStore(store);
            Assert.IsTrue(records.Make(new StoreChanges().Write("a", [1]).Write("b", [2])));
        }
        using FolderStore again = Open(path);
        CollectionAssert.AreEqual(new byte[] { 2 }, new RecordStore(again).Read("b"));
        Assert.IsFalse(Directory.GetFiles(path).Any(file => file.EndsWith(".new", System.StringComparison.Ordinal)));
    }

    private static FolderStore Open(string path)
    {
        FolderStore? store = FolderStore.TryOpen(path, out string problem, out _);
        Assert.IsNotNull(store, problem);
        return store;
    }
}
