using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

/// <summary>PEM files as programs, editors and people make them: every block is taken, or told of with its line.</summary>
[TestClass]
public class PemTests
{
    private const string One = "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----";
    private const string Two = "-----BEGIN CERTIFICATE-----\nBAUG\nBwg=\n-----END CERTIFICATE-----";
    private const string List = "-----BEGIN X509 CRL-----\nCQ==\n-----END X509 CRL-----";
    private const string Key = "-----BEGIN PRIVATE KEY-----\nCgs=\n-----END PRIVATE KEY-----";

    [TestMethod]
    public void Blocks_are_decoded_in_their_order_with_their_lines()
    {
        PemBlock[] blocks = Certificates("a comment\n" + One + "\n\n" + Two + "\n");
        Assert.AreEqual(2, blocks.Length);
        Assert.AreEqual("2 CERTIFICATE 1 2 3", Words(blocks[0]));
        Assert.AreEqual("6 CERTIFICATE 4 5 6 7 8", Words(blocks[1]));
    }

    [TestMethod]
    public void A_byte_order_mark_loses_nothing_wherever_it_stands()
    {
        AssertTwo("\uFEFF" + One + "\n" + Two + "\n");
        AssertTwo(One + "\n\uFEFF" + Two + "\n");
        AssertTwo(One + "\uFEFF" + Two);
    }

    [TestMethod]
    public void Glued_boundaries_are_parted()
    {
        AssertTwo(One + Two);
        AssertTwo("# CAs of the plant" + One + "and the other" + Two + "that was all");
    }

    [TestMethod]
    public void Line_ends_blanks_and_indents_of_any_kind_are_taken()
    {
        AssertTwo(WithLineEnds(One + "\n" + Two + "\n", "\r\n"));
        AssertTwo(WithLineEnds(One + "\n" + Two + "\n", "\r"));
        AssertTwo(WithLineEnds(One + "\n" + Two + "\n", " "));
        AssertTwo(WithLineEnds(One + "\n" + Two + "\n", "\n\t  "));
        Assert.AreEqual("4 CERTIFICATE 1 2 3", Words(Certificates("\r\n\r\n\r\n" + One)[0]));
        Assert.AreEqual("4 CERTIFICATE 1 2 3", Words(Certificates("\r\r\r" + One)[0]));
    }

    [TestMethod]
    public void The_label_of_the_nineties_means_a_certificate()
    {
        PemBlock[] blocks = Certificates("-----BEGIN X509 CERTIFICATE-----\nAQID\n-----END X509 CERTIFICATE-----\n");
        Assert.IsTrue(blocks[0].IsCertificate);
        Assert.AreEqual(One + "\n", PemText.Write(blocks));
    }

    [TestMethod]
    public void A_damaged_character_is_told_with_its_line()
    {
        Fails(One + "\n-----BEGIN CERTIFICATE-----\nBAUG\nBw%=\n-----END CERTIFICATE-----\n", 6, "is no Base64");
        Fails(One + "\n-----BEGIN CERTIFICATE-----\nBAUG\nBw=g\n-----END CERTIFICATE-----\n", 6, "is no Base64");
        Fails(One + "\n-----BEGIN CERTIFICATE-----\nBAU\n-----END CERTIFICATE-----\n", 6, "characters are missing");
        Fails("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 2, "characters are missing");
    }

    [TestMethod]
    public void A_block_without_its_end_is_told_and_the_next_one_is_seen()
    {
        Fails(One + "\n-----BEGIN CERTIFICATE-----\nBAUG\n", 4, "has no end");
        Fails("-----BEGIN CERTIFICATE-----\nBAUG\n" + One + "\n", 1, "has no end");
        Fails("-----BEGIN CERTIFICATE-----\nBAUG\n-----END X509 CRL-----\n" + One, 1, "has no end");
        Fails("-----BEGIN CERTIFICATE-----\nBAUG\n----END CERTIFICATE-----\n" + One, 1, "has no end");
        Fails("-----BEGIN CERTIFICATE-----\nBAUG\n-----END CERTIFICATE----\n" + One, 1, "has no end");
        var problems = new ProblemList();
        Assert.AreEqual(1, PemText.Certificates(Bytes("-----BEGIN CERTIFICATE-----\nBAUG\n" + One + "\n"), false, problems).Length);
    }

    [TestMethod]
    public void Dashes_that_two_boundaries_share_hide_no_block()
    {
        const string Rest = "BEGIN CERTIFICATE-----\nBAUG\n-----END CERTIFICATE-----\n";
        Fails(One + Rest, 1, "has no end");
        Fails(One + "--" + Rest, 1, "has no end");
        Fails(One + "BEGIN", 1, "has no end");
        Fails("-----BEGIN CERTIFICATE-----BEGINABC-----END CERTIFICATE-----", 1, "damaged");
        Fails("-----BEGIN X509 CRL---" + "--" + Rest, 1, "damaged");
        var problems = new ProblemList();
        Assert.AreEqual(1, PemText.Certificates(Bytes(One + Rest), false, problems).Length);
        Assert.AreEqual(1, PemText.Certificates(Bytes("-----BEGIN CERTIFICATE---" + "--" + Rest), false, problems).Length);
    }

    [TestMethod]
    public void A_block_without_its_beginning_is_told()
    {
        Fails(One + "\n----BEGIN CERTIFICATE-----\nBAUG\n-----END CERTIFICATE-----\n", 4, "begin or to end");
        Fails(One + "\n-----BEGIN CERTIFICATE----\nBAUG\n-----END CERTIFICATE-----\n", 4, "damaged");
        Fails(One + "\n-----BEGIM CERTIFICATE-----\nBAUG\n-----END CERTIFICATE-----\n", 6, "begin or to end");
        Fails(One + "\nBAUG\n-----END CERTIFICATE-----\n", 5, "begin or to end");
        Fails(
            One + "\n\u2014\u2013-BEGIN CERTIFICATE\u2014\u2013-\nBAUG\n\u2014\u2013-END CERTIFICATE\u2014\u2013-\n", 4, "begin or to end");
        Fails(One + "\n\u2014BEGIN CERTIFICATE\u2014\nBAUG\n", 4, "begin or to end");
        Fails(One + "\nMIIBszCCAVmgAwIBAgIUO1fV3bq1v2l5bq1v2l5bq1v2l5b\nBAUG\n", 4, "outside a block");
    }

    [TestMethod]
    public void Text_between_blocks_is_nobodys_mistake()
    {
        AssertTwo(
            "--- the CAs of the plant, to the END of this file ---\n" + One
                + "\nfingerprint: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
            + "Bag Attributes\n    friendlyName: MIND THE GAP\n    localKeyID: 54 69 6D\n" + Two + "\n-- \nDas Ende\n");
    }

    [TestMethod]
    public void Utf_16_is_said_in_words_in_whole_files_and_in_what_was_added_to_one()
    {
        Fails(Wide("\uFEFF" + One, false), 0, "UTF-16");
        Fails(Wide("\uFEFF" + One, true), 0, "UTF-16");
        Fails(Wide(One, false), 0, "UTF-16");
        Fails(Wide(One, true), 0, "UTF-16");
        byte[] added = Wide(Two, false);
        byte[] first = Bytes(One + "\n");
        var both = new byte[first.Length + added.Length];
        for (int i = 0; i < first.Length; i++) both[i] = first[i];
        for (int i = 0; i < added.Length; i++) both[first.Length + i] = added[i];
        Fails(both, 4, "UTF-16");
    }

    [TestMethod]
    public void What_is_no_certificate_is_told_and_what_may_stand_beside_one_is_not()
    {
        Fails(One + "\n-----BEGIN TRUSTED CERTIFICATE-----\nAQID\n-----END TRUSTED CERTIFICATE-----\n", 4, "TRUSTED CERTIFICATE");
        Fails(One + "\n-----BEGIN X.509 CERTIFICATE-----\nAQID\n-----END X.509 CERTIFICATE-----\n", 4, "X.509 CERTIFICATE");
        Fails(One + "\n-----BEGIN PKCS7-----\nAQID\n-----END PKCS7-----\n", 4, "PKCS7");
        Fails(One + "\n-----BEGIN CERTIFICATE REQUEST-----\nAQID\n-----END CERTIFICATE REQUEST-----\n", 4, "REQUEST");
        Fails(One + "\n" + List + "\n", 4, "X509 CRL");
        Assert.AreEqual(1, Certificates("-----BEGIN EC PARAMETERS-----\nAQID\n-----END EC PARAMETERS-----\n" + Key + "\n" + One).Length);
        var problems = new ProblemList();
        Assert.AreEqual(1, PemText.Certificates(Bytes(One + "\n" + List), true, problems).Length);
        Assert.AreEqual(1, PemText.RevocationLists(Bytes(One + "\n" + List), true, problems).Length);
        Assert.AreEqual(0, problems.Count);
        PemText.RevocationLists(Bytes(One + "\n" + List), false, problems);
        Assert.AreEqual(1, problems[0].Line);
    }

    [TestMethod]
    public void A_file_of_something_else_is_told_with_what_makes_PEM_of_it()
    {
        Fails("", 0, "is empty");
        Fails("hello\n", 0, "holds no certificate");
        Assert.IsTrue(Remedy(new byte[] { 0x30, 0x82, 1, 0, 0x30, 0, 0, 0, 0 }).IndexOf("x509 -inform DER") >= 0);
        Assert.IsTrue(Remedy(new byte[] { 0x30, 0x82, 1, 0, 0x06, 0, 0, 0, 0 }).IndexOf("pkcs7 -inform DER") >= 0);
        Assert.IsTrue(Remedy(new byte[] { 0x30, 0x82, 1, 0, 0x02, 1, 3, 0, 0 }).IndexOf("pkcs12") >= 0);
    }

    [TestMethod]
    public void A_key_is_found_beside_certificates_and_two_are_one_too_many()
    {
        var problems = new ProblemList();
        PemBlock? key = PemText.PrivateKey(Bytes(One + "\n" + Key), problems);
        Assert.IsTrue(key != null && !key.IsEncrypted && problems.Count == 0);
        Assert.IsNull(PemText.PrivateKey(Bytes(Key + Key), problems));
        Assert.AreEqual(3, problems[0].Line);
        problems = new ProblemList();
        Assert.IsNull(PemText.PrivateKey(Bytes(One), problems));
        Assert.AreEqual("holds no private key", problems[0].Message);
    }

    [TestMethod]
    public void An_encrypted_key_is_known_by_its_label_and_by_its_headers()
    {
        var problems = new ProblemList();
        Assert.IsTrue(
            PemText.PrivateKey(
                Bytes("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAQID\n-----END ENCRYPTED PRIVATE KEY-----\n"), problems)!.IsEncrypted);
        string old =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\nAQID\n-----END RSA PRIVATE KEY-----\n";
        Assert.IsTrue(PemText.PrivateKey(Bytes(old), problems)!.IsEncrypted);
        Assert.IsTrue(PemText.PrivateKey(Bytes(WithLineEnds(old, "\r\n")), problems)!.IsEncrypted);
        Assert.AreEqual(0, problems.Count);
    }

    [TestMethod]
    public void A_key_and_its_chain_are_taken_apart_and_two_keys_are_not()
    {
        var problems = new ProblemList();
        KeyedCertificate own = KeyedCertificate.FromPem(One + "\n" + Key + "\n" + Two, problems)!;
        Assert.AreEqual(Key + "\n", own.Key);
        Assert.AreEqual(One + "\n" + Two, own.Chain);
        Assert.IsNull(KeyedCertificate.FromPem(One, problems));
        Assert.AreEqual(0, problems.Errors);
        KeyedCertificate.FromPem(Key + "\n" + One + "\n" + Key, problems);
        Assert.AreEqual(7, problems[0].Line);
    }

    [TestMethod]
    public void Blocks_are_written_in_the_strictest_form()
    {
        string line =
            "-----BEGIN CERTIFICATE-----\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAA==\n"
            + "-----END CERTIFICATE-----\n";
        Assert.AreEqual(line + One + "\n", PemText.Write(Certificates("\uFEFF" + line + One)));
    }

    private static PemBlock[] Certificates(string text)
    {
        var problems = new ProblemList();
        PemBlock[] blocks = PemText.Certificates(Bytes(text), false, problems);
        Assert.AreEqual("", problems.Count == 0 ? "" : problems[0].ToString());
        return blocks;
    }

    private static void AssertTwo(string text)
    {
        PemBlock[] blocks = Certificates(text);
        Assert.AreEqual(2, blocks.Length);
        Assert.AreEqual(3, blocks[0].Content.Length);
        Assert.AreEqual(5, blocks[1].Content.Length);
    }

    private static void Fails(string text, int line, string words)
    {
        Fails(Bytes(text), line, words);
    }

    private static void Fails(byte[] file, int line, string words)
    {
        var problems = new ProblemList();
        PemText.Certificates(file, false, problems);
        Assert.IsTrue(problems.Errors > 0, words);
        Assert.AreEqual(line, problems[0].Line);
        Assert.IsTrue(problems[0].Message.IndexOf(words) >= 0, problems[0].Message);
        Assert.IsTrue(problems[0].Remedy.Length > 0);
    }

    private static string Remedy(byte[] file)
    {
        var problems = new ProblemList();
        PemText.Certificates(file, false, problems);
        return problems[0].Remedy;
    }

    private static string WithLineEnds(string text, string lineEnd)
    {
        string changed = "";
        foreach (char c in text.ToCharArray()) changed += c == '\n' ? lineEnd : c.ToString();
        return changed;
    }

    private static byte[] Wide(string text, bool isBigEndian)
    {
        char[] chars = text.ToCharArray();
        var wide = new byte[2 * chars.Length];
        for (int i = 0; i < chars.Length; i++)
        {
            wide[2 * i + (isBigEndian ? 1 : 0)] = (byte)(chars[i] & 0xFF);
            wide[2 * i + (isBigEndian ? 0 : 1)] = (byte)(chars[i] >> 8);
        }
        return wide;
    }

    private static string Words(PemBlock block)
    {
        string words = block.Line.ToString() + " " + block.Label;
        for (int i = 0; i < block.Content.Length; i++) words += " " + block.Content[i].ToString();
        return words;
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }
}
