using System;
using System.Linq;
using System.Text;
using System.Threading;
using CsCheck;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class RecordStoreTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_record_reads_as_it_was_written_last()
    {
        var medium = new TornStore();
        var store = new RecordStore(medium);
        for (int i = 0; i < 5; i++) Assert.IsTrue(store.Write("one", Bytes("text " + i)));
        Assert.AreEqual("text 4", Text(new RecordStore(medium.Restart()).Read("one")));
        Assert.AreEqual("text 3", Text(store.ReadPrevious("one")));
        Assert.IsNull(store.Read("two"));
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_a_record_is_the_old_one_or_the_new_one()
    {
        int cuts = 0;
        var before = new TornStore();
        for (int generation = 0; generation < 4; generation++)
        {
            string old = "content " + generation;
            string @new = "another content " + (generation + 1);
            if (generation > 0) new RecordStore(before).Write("one", Bytes(old));
            cuts += PowerCuts.Everywhere(before, medium => new RecordStore(medium).Write("one", Bytes(@new)), (medium, hasEnded) =>
            {
                string? found = Text(new RecordStore(medium).Read("one"));
                Assert.IsTrue(found == @new || (!hasEnded && found == (generation == 0 ? null : old)), found);
            });
        }
        TestContext.WriteLine($"{cuts} power cuts while one record was written");
        Assert.AreEqual(24, cuts);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_all_records_of_a_group_are_old_or_all_are_new()
    {
        var before = new TornStore();
        var first = new RecordStore(before);
        foreach (string name in new[] { "a", "b", "gone" }) first.Write(name, Bytes("old"));
        int cuts = PowerCuts.Everywhere(before, ChangeGroup, (medium, hasEnded) =>
        {
            string found = Group(new RecordStore(medium));
            Assert.IsTrue(found == "new new new -" || (!hasEnded && found == "old old - old"), found);
        });
        TestContext.WriteLine($"{cuts} power cuts while a group of records was changed");
        Assert.AreEqual(48, cuts);
    }

    [TestMethod]
    public void A_power_cut_while_the_interrupted_is_finished_does_no_harm_either()
    {
        var before = new TornStore();
        foreach (string name in new[] { "a", "b", "gone" }) new RecordStore(before).Write(name, Bytes("old"));
        int cuts = 0;
        for (int at = 0; at < 12; at++)
        {
            TornStore once = before.Restart();
            once.CutAt = at;
            once.Tear = Tear.Mixed;
            try
            {
                ChangeGroup(once);
            }
            catch (PowerCutException)
            {
                cuts += PowerCuts.Everywhere(once.Restart(), medium => _ = new RecordStore(medium), (medium, _) =>
                {
                    string found = Group(new RecordStore(medium));
                    Assert.IsTrue(found is "new new new -" or "old old - old", found);
                });
            }
        }
        TestContext.WriteLine($"{cuts} power cuts while a start finished what an earlier cut had interrupted");
        Assert.AreEqual(192, cuts);
    }

    [TestMethod]
    public void What_was_removed_does_not_come_back()
    {
        var before = new TornStore();
        new RecordStore(before).Write("one", Bytes("first"));
        new RecordStore(before).Write("one", Bytes("second"));
        PowerCuts.Everywhere(before, medium => new RecordStore(medium).Make(new StoreChanges().Delete("one")), (medium, hasEnded) =>
        {
            string? found = Text(new RecordStore(medium).Read("one"));
            Assert.IsTrue(found == null || (!hasEnded && found == "second"), found);
        });
    }

    [TestMethod]
    public void A_medium_that_refuses_changes_nothing_and_says_so()
    {
        var medium = new TornStore();
        var store = new RecordStore(medium);
        store.Write("a", Bytes("old"));
        medium.RefuseFrom = medium.Writes;
        Assert.IsFalse(store.Write("a", Bytes("new")));
        Assert.IsFalse(store.Make(new StoreChanges().Write("a", Bytes("new")).Delete("b")));
        Assert.AreEqual("old", Text(store.Read("a")));
        Assert.AreEqual("old", Text(new RecordStore(medium.Restart()).Read("a")));
    }

    [TestMethod]
    public void What_the_medium_refused_halfway_is_finished_before_anything_else()
    {
        var medium = new TornStore();
        var store = new RecordStore(medium);
        medium.RefuseFrom = medium.Writes + 2;
        Assert.IsTrue(store.Make(new StoreChanges().Write("a", Bytes("1")).Write("b", Bytes("2"))));
        Assert.IsFalse(store.Write("b", Bytes("3")));
        medium.RefuseFrom = -1;
        Assert.IsTrue(store.Write("a", Bytes("4")));
        Assert.AreEqual("4 2", Text(store.Read("a")) + " " + Text(store.Read("b")));
    }

    [TestMethod]
    public void A_damaged_copy_is_told_and_the_other_one_is_used()
    {
        var medium = new TornStore();
        var store = new RecordStore(medium);
        store.Write("one", Bytes("first"));
        store.Write("one", Bytes("second"));
        medium.Damage("one.b", Bytes("rubbish"));
        Assert.AreEqual("first", Text(store.Read("one", out RecordHealth health)));
        Assert.AreEqual(RecordHealth.OneCopy, health);
        medium.Damage("one.a", []);
        Assert.IsNull(store.Read("one", out health));
        Assert.AreEqual(RecordHealth.Lost, health);
    }

    [TestMethod]
    public void A_record_in_the_place_of_another_one_is_damaged()
    {
        var medium = new TornStore();
        var store = new RecordStore(medium);
        store.Write("one", Bytes("first"));
        medium.Damage("two.a", medium.Read("one.a")!);
        Assert.IsNull(store.Read("two", out RecordHealth health));
        Assert.AreEqual(RecordHealth.Lost, health);
    }

    [TestMethod]
    public void Any_bit_that_flips_is_noticed()
    {
        byte[] record = RecordFormat.Write("one", 7, Bytes("some content"));
        for (int bit = 0; bit < record.Length * 8; bit++)
        {
            record[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.IsNull(RecordFormat.Read("one", record, out _));
            record[bit / 8] ^= (byte)(1 << bit % 8);
        }
        Assert.IsNotNull(RecordFormat.Read("one", record, out int generation));
        Assert.AreEqual(7, generation);
    }

    [TestMethod]
    public void Records_end_as_a_model_of_them_does_whatever_is_done_and_wherever_the_power_is_cut()
    {
        int cuts = 0;
        Gen.Select(Gen.Int[0, 2], Gen.Byte.Array[0, 20], Gen.Bool).Array[1, 12].Select(Gen.Int[0, 40], Gen.Enum<Tear>())
            .Sample((steps, cutAt, tear) =>
            {
                var medium = new TornStore { CutAt = cutAt, Tear = tear };
                byte[]?[] model = new byte[3][];
                byte[]?[] next = new byte[3][];
                try
                {
                    var store = new RecordStore(medium);
                    foreach ((int name, byte[] content, bool isDelete) in steps)
                    {
                        next = (byte[]?[])model.Clone();
                        next[name] = isDelete ? null : content;
                        next[(name + 1) % 3] = content;
                        var changes = new StoreChanges().Write(Name((name + 1) % 3), content);
                        if (isDelete) changes.Delete(Name(name));
                        else changes.Write(Name(name), content);
                        store.Make(changes);
                        model = next;
                    }
                }
                catch (PowerCutException)
                {
                    Interlocked.Increment(ref cuts);
                }
                var found = new RecordStore(medium.Restart());
                string text = Show([.. Enumerable.Range(0, 3).Select(i => found.Read(Name(i)))]);
                return text == Show(model) || text == Show(next);
            }, iter: 10_000);
        TestContext.WriteLine($"{cuts} power cuts in random sequences of changes");
        Assert.IsTrue(cuts > 3000, $"{cuts}");
    }

    private static string Name(int index) => "record-" + index;

    private static string Show(byte[]?[] records) => string.Join(' ', records.Select(r => r == null ? "-" : Convert.ToHexString(r) + "."));

    private static void ChangeGroup(TornStore medium)
    {
        var changes = new StoreChanges().Write("a", Bytes("new")).Write("b", Bytes("new")).Write("c", Bytes("new")).Delete("gone");
        Assert.IsTrue(new RecordStore(medium).Make(changes));
    }

    private static string Group(RecordStore store)
    {
        return string.Join(' ', new[] { "a", "b", "c", "gone" }.Select(name => Text(store.Read(name)) ?? "-"));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(byte[]? bytes) => bytes == null ? null : Encoding.UTF8.GetString(bytes);
}
