using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

/// <summary>What the specifications list as answers. On the device these show
/// that arithmetic and text are the interpreter's as they are ours.</summary>
[TestClass]
public class KnownAnswerTests
{
    private static readonly SoftHmac Hmac = new SoftHmac();

    [TestMethod]
    public void Sha256_gives_what_FIPS_180_lists()
    {
        Assert.AreEqual("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Hex(Hash("abc")));
        Assert.AreEqual(
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            Hex(Hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
        Assert.AreEqual("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex(Hash("")));
    }

    [TestMethod]
    public void Hmac_gives_what_RFC_4231_lists_for_its_second_case()
    {
        byte[] text = Bytes("what do ya want for nothing?");
        Assert.AreEqual(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Hex(Hmac.Compute(Bytes("Jefe"), text, 0, text.Length)));
    }

    [TestMethod]
    public void Pbkdf2_gives_what_RFC_7914_lists_for_one_iteration()
    {
        byte[] derived = Pbkdf2.Derive(Hmac, Bytes("passwd"), Bytes("salt"), 1, 64);
        Assert.AreEqual(
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
            Hex(derived));
    }

    [TestMethod]
    public void Totp_gives_what_RFC_6238_lists_for_SHA256()
    {
        byte[] secret = Bytes("12345678901234567890123456789012");
        string[] codes = { "119246", "084774", "062674", "819424", "698825", "737706" };
        long[] seconds = { 59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000 };
        for (int i = 0; i < codes.Length; i++) Assert.AreEqual(codes[i], Totp.Code(Hmac, secret, Totp.StepAt(seconds[i] * 1000)));
    }

    [TestMethod]
    public void A_code_is_good_for_half_a_minute_on_either_side_and_never_twice()
    {
        var secret = new byte[32];
        string code = Totp.Code(Hmac, secret, 1000);
        Assert.IsTrue(Totp.Find(Hmac, secret, code, 30_000_000, 0) == 1000);
        Assert.IsTrue(Totp.Find(Hmac, secret, " " + code, 30_000_000 + 59_999, 999) == 1000);
        Assert.IsTrue(Totp.Find(Hmac, secret, code, 30_000_000 - 30_000, 999) == 1000);
        Assert.IsTrue(Totp.Find(Hmac, secret, code, 30_000_000 + 60_000, 0) == 0);
        Assert.IsTrue(Totp.Find(Hmac, secret, code, 30_000_000 - 30_001, 0) == 0);
        Assert.IsTrue(Totp.Find(Hmac, secret, code, 30_000_000, 1000) == 0);
        Assert.IsTrue(Totp.Find(Hmac, secret, "", 30_000_000, 0) == 0);
    }

    [TestMethod]
    public void Base32_gives_what_RFC_4648_lists_without_padding()
    {
        string[] texts = { "", "f", "fo", "foo", "foob", "fooba", "foobar" };
        string[] codes = { "", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI" };
        for (int i = 0; i < texts.Length; i++) Assert.AreEqual(codes[i], Base32.Encode(Bytes(texts[i])));
    }

    [TestMethod]
    public void Crc32_gives_the_check_value_of_its_catalogue()
    {
        byte[] text = Bytes("123456789");
        Assert.AreEqual(unchecked((int)0xCBF43926), Crc32.Finish(Crc32.Add(Crc32.Start, text, 0, text.Length)));
    }

    [TestMethod]
    public void An_app_reads_the_URI_of_a_second_factor()
    {
        string uri = Totp.Uri("pump-3", "anna", Bytes("foobar"));
        Assert.AreEqual("otpauth://totp/EdgeGuard:pump-3-anna?secret=MZXW6YTBOI&issuer=EdgeGuard&algorithm=SHA256&digits=6&period=30", uri);
    }

    [TestMethod]
    public void Each_failure_beyond_the_free_ones_doubles_the_wait_up_to_a_quarter_of_an_hour()
    {
        int[] expected = { 0, 0, 0, 0, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 900_000, 900_000 };
        for (int failures = 0; failures < expected.Length; failures++) Assert.AreEqual(expected[failures], LockOut.DelayMs(failures));
        Assert.AreEqual(900_000, LockOut.DelayMs(int.MaxValue));
    }

    private static byte[] Hash(string text)
    {
        var sha = new Sha256();
        sha.Append(Bytes(text), 0, text.Length);
        return sha.Finish();
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Hex(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[2 * i + 1] = digits[bytes[i] & 15];
        }
        return new string(text);
    }
}
