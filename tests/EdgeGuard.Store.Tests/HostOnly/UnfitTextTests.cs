using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Store.Tests;

/// <summary>Characters that no text of the interpreter can hold: here they are
/// refused, and never stored. Not for the device, which cannot make them.</summary>
[TestClass]
public sealed class UnfitTextTests
{
    [TestMethod]
    public void A_policy_with_one_has_an_error_at_its_place()
    {
        // No rows of data: an attribute cannot hold half of a pair.
        IsRefused("role A\nallow 3 # a\0b", 3, 12, "U+0000");
        IsRefused("role \"A\0B\"\nallow 3", 2, 8, "U+0000");
        IsRefused("role A # \ud83d\nallow 3", 2, 10, "U+D83D");
        IsRefused("role A # \ude00\ud83d\nallow 3", 2, 10, "U+DE00");
        IsRefused("role A # \ud83d\ude00\ud83d\nallow 3", 2, 12, "U+D83D");
    }

    [TestMethod]
    public void Settings_with_one_have_an_error_at_its_place()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.ReadStored("site north\n# a\0b\n", problems));
        Assert.AreEqual(2, Found(problems, "U+0000").Line);
        Assert.AreEqual(4, Found(problems, "U+0000").Column);
    }

    [TestMethod]
    public void A_record_with_U_0000_in_a_text_is_not_read()
    {
        var writer = new ByteWriter();
        writer.Text("a\0b");
        var reader = new ByteReader(writer.Take());
        Assert.AreEqual("", reader.Text(10));
        Assert.IsFalse(reader.IsWhole);
    }

    [TestMethod]
    public void A_certificates_subject_with_U_0000_spoils_no_batch_of_events()
    {
        var writer = new EventBatchWriter(2048, new byte[EventBatchFormat.StreamSize], 1);
        var bytes = new byte[EventRecord.Size];
        new EventRecord { Sequence = 1, Code = EventCode.SessionOpened }.Encode(bytes, 0);
        Assert.IsTrue(writer.TryAdd(bytes, 0, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=a\0b\ud83d", null, "", 0)));
        int length = writer.Finish();
        EventBatch? batch = EventBatch.Decode(writer.Buffer, 0, length, out _);
        Assert.AreEqual("CN=a?b\ufffd", batch!.Peers[0].Subject);
    }

    [TestMethod]
    public void Json_escapes_them()
    {
        Assert.AreEqual("{\"a\":\"\\u0000\\ud800\"}", new JsonWriter().OpenObject().Text("a", "\0\ud800").CloseObject().ToString());
    }

    private static void IsRefused(string lines, int line, int column, string named)
    {
        PolicyReading reading = PolicyReader.Read("edgeguard-policy 1\n" + lines);
        Assert.IsNull(reading.Policy);
        Problem problem = Found(reading.Problems, named);
        Assert.AreEqual(line, problem.Line);
        Assert.AreEqual(column, problem.Column);
    }

    private static Problem Found(ProblemList problems, string named)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            if (problems[i].Message.Contains(named, System.StringComparison.Ordinal)) return problems[i];
        }
        Assert.Fail("nothing about " + named);
        return problems[0];
    }
}
