using System;
using System.IO;
using System.Linq;

namespace EdgeGuard.Device.Tests.Storage;

/// <summary>The contract of the store, on the host's files and with the power cut at every change.</summary>
[TestClass]
public sealed class FlashStoreTests
{
    private static readonly byte[] Old = [1, 2, 3];
    private static readonly byte[] New = [4, 5, 6, 7];

    [TestMethod]
    public void A_record_is_there_again_in_another_store_of_the_same_folder()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-flash-").FullName;
        try
        {
            var store = new FlashStore(folder + "/");
            Assert.IsTrue(store.Write("one", Old));
            Assert.IsTrue(store.Write("one", New));
            Assert.IsTrue(store.Append("log", Old));
            Assert.IsTrue(store.Append("log", New));
            Assert.IsTrue(store.Write("gone", Old));
            Assert.IsTrue(store.Delete("gone"));
            Assert.IsTrue(store.Delete("gone"));
            var again = new FlashStore(folder + "/");
            CollectionAssert.AreEqual(New, again.Read("one"));
            CollectionAssert.AreEqual(Old.Concat(New).ToArray(), again.Read("log"));
            Assert.IsNull(again.Read("gone"));
            Assert.HasCount(2, Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void A_medium_that_is_not_there_is_told_and_nothing_is_thrown()
    {
        var store = new FlashStore("/nowhere/at/all/");
        Assert.IsFalse(store.Write("one", Old));
        Assert.IsFalse(store.Append("one", Old));
        Assert.IsNull(store.Read("one"));
    }

    [TestMethod]
    public void A_power_cut_at_any_change_of_a_write_leaves_the_old_record_or_the_new_one()
    {
        int cuts = CutEverywhere(store => store.Write("one", New), (found, hasEnded) =>
        {
            bool isOld = found != null && found.SequenceEqual(Old);
            bool isNew = found != null && found.SequenceEqual(New);
            Assert.IsTrue(hasEnded ? isNew : isOld || isNew, Text(found));
        });
        Assert.AreEqual(6, cuts);
    }

    [TestMethod]
    public void A_power_cut_in_a_removal_leaves_the_record_or_none()
    {
        CutEverywhere(store => store.Delete("one"), (found, hasEnded) =>
        {
            Assert.IsTrue(hasEnded ? found == null : found == null || found.SequenceEqual(Old), Text(found));
        });
    }

    [TestMethod]
    public void A_power_cut_in_an_addition_leaves_it_out_or_whole()
    {
        CutEverywhere(store => store.Append("one", New), (found, hasEnded) =>
        {
            bool isLonger = found != null && found.SequenceEqual(Old.Concat(New));
            Assert.IsTrue(isLonger || (!hasEnded && found != null && found.SequenceEqual(Old)), Text(found));
        });
    }

    [TestMethod]
    public void What_is_added_after_a_cut_amid_the_rename_comes_behind_the_new_record()
    {
        CutFiles files = Before();
        files.CutAt = 1;
        files.CutsAfter = true;
        Assert.IsFalse(new FlashStore("/", files).Write("one", New));
        var store = new FlashStore("/", files.Restart());
        CollectionAssert.AreEqual(New, store.Read("one"));
        Assert.IsTrue(store.Append("one", Old));
        CollectionAssert.AreEqual(New.Concat(Old).ToArray(), store.Read("one"));
    }

    [TestMethod]
    public void What_a_cut_left_behind_does_not_come_up_when_the_record_is_removed()
    {
        CutFiles files = Before();
        files.CutAt = 0;
        files.CutsAfter = true;
        Assert.IsFalse(new FlashStore("/", files).Write("one", New));
        CutFiles after = files.Restart();
        Assert.IsTrue(new FlashStore("/", after).Delete("one"));
        Assert.IsNull(new FlashStore("/", after).Read("one"));
        Assert.AreEqual(0, after.Names.Count());
    }

    private static CutFiles Before()
    {
        var files = new CutFiles();
        Assert.IsTrue(new FlashStore("/", files).Write("one", Old));
        return files.Restart();
    }

    private static int CutEverywhere(Func<FlashStore, bool> story, Action<byte[]?, bool> check)
    {
        int cuts = 0;
        for (int at = 0; ; at++)
        {
            foreach (bool after in new[] { false, true })
            {
                CutFiles files = Before();
                files.CutAt = at;
                files.CutsAfter = after;
                bool hasEnded = story(new FlashStore("/", files));
                check(new FlashStore("/", files.Restart()).Read("one"), hasEnded);
                if (hasEnded) return cuts;
                cuts++;
            }
        }
    }

    private static string Text(byte[]? found)
    {
        return found == null ? "none" : Convert.ToHexString(found);
    }
}
