using System.IO;
using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Mqtt;

[TestClass]
public sealed class SealCheckerTests
{
    private readonly SealChecker _checker = new(new SystemHmac(), [SealedBatches.Key]);
    private readonly SealedBatches _module = new(boot: 1);

    [TestMethod]
    public void Batches_in_order_are_verified_also_when_they_come_again()
    {
        byte[] first = _module.Next(1, 2);
        byte[] second = _module.Next(3);
        Assert.AreEqual("Verified Verified Verified Verified Verified", Check(first, second, first, second, _module.Next(4)));
        Assert.IsFalse(_checker.HasFailed);
    }

    [TestMethod]
    public void A_batch_of_which_any_byte_was_changed_is_broken()
    {
        byte[] sound = _module.Next(1, 2, 3);
        int broken = 0;
        for (int at = 0; at < sound.Length; at++)
        {
            byte[] forged = (byte[])sound.Clone();
            forged[at] ^= 1;
            EventBatch? batch = EventBatch.Decode(forged, 0, forged.Length, out _);
            if (batch == null) continue;
            // Another stream is another module's, of which nothing is known.
            bool isOther = at is >= 8 and < 24;
            Assert.AreEqual(isOther ? SealState.NotChecked : SealState.Broken, _checker.Check(batch, forged), $"byte {at}");
            broken++;
        }
        Assert.IsTrue(broken > 100, $"{broken} of {sound.Length} bytes");
        Assert.IsTrue(_checker.HasFailed);
        Assert.AreEqual("Verified", Check(sound), "and the sound one is still the first");
    }

    [TestMethod]
    public void A_batch_that_was_dropped_is_a_gap_and_what_follows_is_verified_again()
    {
        byte[] first = _module.Next(1);
        _module.Next(2);
        Assert.AreEqual("Verified Gap Verified", Check(first, _module.Next(3), _module.Next(4)));
        Assert.IsTrue(_checker.HasFailed);
    }

    [TestMethod]
    public void Batches_in_another_order_are_a_gap()
    {
        byte[] first = _module.Next(1);
        byte[] second = _module.Next(2);
        byte[] third = _module.Next(3);
        Assert.AreEqual("Verified Gap Verified Verified", Check(first, third, second, _module.Next(4)));
        Assert.IsTrue(_checker.HasFailed);
    }

    [TestMethod]
    public void A_batch_without_a_seal_in_the_stream_of_a_key_is_broken_and_one_of_another_stream_is_not_checked()
    {
        byte[] bare = new SealedBatches(boot: 1, isSealed: false).Next(1);
        Assert.AreEqual("Broken NotChecked", Check(bare, Batches.Of(9, 1)));
    }

    [TestMethod]
    public void Who_comes_later_misses_nothing_and_a_later_boot_begins_anew()
    {
        _module.Next(1);
        Assert.AreEqual("Verified", Check(_module.Next(2)));
        var next = new SealedBatches(boot: 2);
        byte[] first = next.Next(1);
        Assert.AreEqual("Verified Verified", Check(first, next.Next(2)));
        var third = new SealedBatches(boot: 3);
        third.Next(1);
        Assert.AreEqual("Gap", Check(third.Next(2)), "the first batch of a boot that began while we looked");
    }

    [TestMethod]
    public void A_key_file_is_its_owners_alone_and_reads_as_it_was_written()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-seal-").FullName;
        try
        {
            string path = Path.Combine(folder, "m1.sealkey");
            SealedBatches.Key.Write(path);
            FileModes.Are(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            CollectionAssert.AreEqual(SealedBatches.Key.Key, SealKey.Read(path, out string problem)!.Key);
            Assert.AreEqual("", problem);
            FileModes.Set(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.IsNull(SealKey.Read(path, out problem));
            Assert.AreEqual($"others than its owner may read it: chmod 600 {path}", problem);
            File.Delete(path);
            Assert.IsNull(SealKey.Read(path, out problem));
            Assert.AreEqual("there is no such file", problem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Check(params byte[][] batches)
    {
        return string.Join(' ', batches.Select(b => _checker.Check(EventBatch.Decode(b, 0, b.Length, out _)!, b)));
    }
}
