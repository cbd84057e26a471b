using System;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class CryptoVectorTests
{
    private static readonly IHmac Hmac = new LibraryHmac();

    [TestMethod]
    public void Pbkdf2_gives_what_RFC_7914_section_11_lists()
    {
        Derives("passwd", "salt", 1,
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783");
        Derives("Password", "NaCl", 80000,
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
            + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d");
    }

    [TestMethod]
    public void Pbkdf2_agrees_with_the_platform_s()
    {
        var inputs = Gen.Select(Gen.Byte.Array[0, 80], Gen.Byte.Array[0, 40], Gen.Int[1, 30], Gen.Int[1, 100]);
        inputs.Sample((password, salt, iterations, length) =>
        {
            byte[] theirs = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);
            return Pbkdf2.Derive(Hmac, password, salt, iterations, length).AsSpan().SequenceEqual(theirs);
        });
    }

    [TestMethod]
    public void Totp_gives_what_RFC_6238_appendix_B_lists_for_SHA256()
    {
        byte[] secret = Encoding.ASCII.GetBytes("12345678901234567890123456789012");
        (long Seconds, string Code)[] vectors =
        [
            (59, "46119246"), (1111111109, "68084774"), (1111111111, "67062674"),
            (1234567890, "91819424"), (2000000000, "90698825"), (20000000000, "77737706"),
        ];
        foreach ((long seconds, string code) in vectors)
        {
            Assert.AreEqual(code, Totp.Code(Hmac, secret, Totp.StepAt(seconds * 1000), 8));
            Assert.AreEqual(code[2..], Totp.Code(Hmac, secret, Totp.StepAt(seconds * 1000)));
        }
    }

    [TestMethod]
    public void An_app_reads_the_URI_of_a_second_factor()
    {
        string uri = Totp.Uri("pump-3", "anna", Encoding.ASCII.GetBytes("foobar"));
        Assert.AreEqual("otpauth://totp/EdgeGuard:pump-3-anna?secret=MZXW6YTBOI&issuer=EdgeGuard&algorithm=SHA256&digits=6&period=30", uri);
        Assert.IsTrue(Uri.TryCreate(uri, UriKind.Absolute, out _));
    }

    [TestMethod]
    public void Comparing_in_constant_time_says_what_comparing_says()
    {
        Gen.Select(Gen.Byte[0, 2].Array[0, 4], Gen.Byte[0, 2].Array[0, 4])
            .Sample((a, b) => ConstantTime.Equal(a, b) == a.AsSpan().SequenceEqual(b));
    }

    [TestMethod]
    public void A_claim_code_is_taken_however_it_is_typed()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            string code = ClaimCode.Create(new SeededRandom(seed));
            StringAssert.Matches(code, new("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"));
            Assert.IsTrue(ClaimCode.Matches(code, code));
            Assert.IsTrue(ClaimCode.Matches(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), code));
            Assert.IsTrue(ClaimCode.Matches(code.Replace('0', 'o').Replace('1', 'l'), code));
            Assert.IsFalse(ClaimCode.Matches(code[..^1] + (code[^1] == 'A' ? 'B' : 'A'), code));
            Assert.IsFalse(ClaimCode.Matches("", code));
        }
        Assert.IsFalse(ClaimCode.Matches("", ""), "no label, no claim");
    }

    [TestMethod]
    public void The_cost_of_a_password_is_what_this_platform_can_afford()
    {
        var slow = new SlowApplier(microsecondsEach: 1000);
        Assert.AreEqual(PasswordCost.Min, PasswordCost.Measure(slow, slow, 300));
        var fast = new SlowApplier(microsecondsEach: 1);
        int cost = PasswordCost.Measure(fast, fast, 300);
        Assert.IsTrue(cost is > 290_000 and < 310_000, $"{cost}");
        var endless = new SlowApplier(microsecondsEach: 0);
        Assert.AreEqual(PasswordCost.Max, PasswordCost.Measure(endless, endless, 300));
    }

    private static void Derives(string password, string salt, int iterations, string expected)
    {
        byte[] derived = Pbkdf2.Derive(
            Hmac, Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), iterations, expected.Length / 2);
        Assert.AreEqual(expected, Convert.ToHexStringLower(derived));
    }
}
