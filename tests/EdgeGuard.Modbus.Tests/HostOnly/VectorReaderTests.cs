using System;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

[TestClass]
public class VectorReaderTests
{
    private const string Good = "name: a\nexpect: need-more\n\n> 00 07   # transaction\n> AA*3\n";

    [TestMethod]
    public void Bytes_comments_and_repeats_are_read_as_the_format_says()
    {
        WireVector vector = WireVectorReader.Read("file", Good)[0];

        Assert.AreEqual("file: a", vector.ToString());
        Assert.AreEqual("need-more", vector.Expect);
        CollectionAssert.AreEqual(new byte[] { 0, 7, 0xAA, 0xAA, 0xAA }, (System.Collections.ICollection)vector.Sent);
    }

    [TestMethod]
    public void An_unknown_header_fails_the_run()
    {
        Refuses("name: a\nexpects: need-more\nexpect: need-more\n\n> 00\n", "file:2: unknown header 'expects'");
    }

    [TestMethod]
    public void An_unknown_outcome_fails_the_run()
    {
        Refuses("name: a\nexpect: refused\n\n> 00\n", "'expect: refused' is none");
        Refuses("name: a\n\n> 00\n", "'expect: ' is none");
    }

    [TestMethod]
    public void What_is_not_a_byte_fails_the_run()
    {
        Refuses("name: a\nexpect: need-more\n\n> 0\n", "'0' is not a byte");
        Refuses("name: a\nexpect: need-more\n\n> 0G\n", "'0G' is not a byte");
        Refuses("name: a\nexpect: need-more\n\n> 000\n", "'000' is not a byte");
        Refuses("name: a\nexpect: need-more\n\n> 00*x\n", "'x' is not a number");
        Refuses("name: a\nexpect: need-more\n\n00\n", "neither a header nor bytes: '00'");
    }

    [TestMethod]
    public void A_vector_that_could_not_fail_is_refused()
    {
        Refuses("name: a\nexpect: need-more\n", "it has no bytes");
        Refuses("name: a\nexpect: response\n\n> 00\n", "an answer belongs to");
        Refuses("name: a\nexpect: request\n\n> 00\n", "'decoded' belongs to");
        Refuses("name: a\nexpect: broken too-long 255 limit 254\n\n> 00\n", "'after' belongs to");
        Refuses(Good + Good, "not unique");
    }

    [TestMethod]
    public void All_problems_of_a_file_are_listed_at_once()
    {
        Refuses("name: a\nexpects: x\n\n> 0\n> 00\n", "file:2: unknown header");
        Refuses("name: a\nexpects: x\n\n> 0\n> 00\n", "file:4: '0' is not a byte");
    }

    private static void Refuses(string text, string expected)
    {
        string message = Assert.ThrowsExactly<FormatException>(() => WireVectorReader.Read("file", text)).Message;
        Assert.IsTrue(message.Contains(expected, StringComparison.Ordinal), message);
    }
}
