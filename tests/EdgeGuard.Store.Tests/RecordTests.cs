using System.Text;

namespace EdgeGuard.Store.Tests;

/// <summary>Records as the device keeps them. That they are whole after a power cut anywhere is the host's to test.</summary>
[TestClass]
public class RecordTests
{
    [TestMethod]
    public void A_record_reads_as_it_was_written_last()
    {
        var medium = new MemoryStore();
        var store = new RecordStore(medium);
        for (int i = 0; i < 5; i++) Assert.IsTrue(store.Write("one", Bytes("text " + i.ToString())));
        Assert.AreEqual("text 4", Text(new RecordStore(medium).Read("one")));
        Assert.AreEqual("text 3", Text(store.ReadPrevious("one")));
        Assert.IsNull(store.Read("two"));
    }

    [TestMethod]
    public void A_record_that_was_never_written_is_absent_and_not_lost()
    {
        var store = new RecordStore(new MemoryStore());
        Assert.IsNull(store.Read("one", out RecordHealth health));
        Assert.IsTrue(health == RecordHealth.Absent);
        Assert.IsFalse(store.Has("one"));
    }

    [TestMethod]
    public void A_record_with_one_wrong_bit_is_not_taken_for_what_was_written()
    {
        var medium = new MemoryStore();
        var store = new RecordStore(medium);
        store.Write("one", Bytes("old"));
        store.Write("one", Bytes("new"));
        string[] names = medium.Names();
        for (int i = 0; i < names.Length; i++) medium.Damage(names[i]);
        Assert.IsNull(new RecordStore(medium).Read("one", out RecordHealth health));
        Assert.IsTrue(health == RecordHealth.Lost);
    }

    [TestMethod]
    public void A_format_says_whose_record_it_is_and_which_generation()
    {
        byte[] record = RecordFormat.Write("policy", 7, Bytes("content"));
        Assert.AreEqual("content", Text(RecordFormat.Read("policy", record, out int generation)));
        Assert.AreEqual(7, generation);
        Assert.IsNull(RecordFormat.Read("accounts", record, out _));
        record[record.Length - 1] ^= 1;
        Assert.IsNull(RecordFormat.Read("policy", record, out _));
    }

    [TestMethod]
    public void A_record_without_content_is_one()
    {
        var medium = new MemoryStore();
        Assert.IsTrue(new RecordStore(medium).Write("one", new byte[0]));
        Assert.AreEqual("", Text(new RecordStore(medium).Read("one")));
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static string? Text(byte[]? bytes)
    {
        return bytes == null ? null : bytes.Length == 0 ? "" : new string(Encoding.UTF8.GetChars(bytes));
    }
}
