using System;
using EdgeGuard.Device.Tests.Guard;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Device.Tests.Keys;

/// <summary>Entropy and certificates on the device's libraries.</summary>
[TestClass]
public sealed class DeviceKeysTests
{
    [TestInitialize]
    public void Renew()
    {
        FakeHardware.Renew();
    }

    [TestMethod]
    public void Entropy_that_its_board_does_not_vouch_for_makes_no_keys()
    {
        Assert.IsNull(DeviceRandom.TryOpen(new InterpreterEntropy(false), out string problem));
        Assert.Contains("entropy", problem);
        Assert.IsNotNull(DeviceRandom.TryOpen(new InterpreterEntropy(true), out _));
    }

    [TestMethod]
    public void A_generator_that_stands_still_is_found_at_the_start_and_later()
    {
        var entropy = new ScriptedEntropy { IsStuck = true };
        Assert.IsNull(DeviceRandom.TryOpen(entropy, out string problem));
        Assert.Contains("repeats", problem);
        entropy.IsStuck = false;
        DeviceRandom random = DeviceRandom.TryOpen(entropy, out _)!;
        var key = new byte[33];
        random.Fill(key, 1, 32);
        Assert.AreEqual(0, key[0]);
        Assert.AreNotEqual(new string('0', 64), Convert.ToHexString(key, 1, 32));
        entropy.IsStuck = true;
        Assert.ThrowsExactly<InvalidOperationException>(() => random.Fill(key, 0, 32));
        entropy.IsStuck = false;
        Assert.ThrowsExactly<InvalidOperationException>(() => random.Fill(key, 0, 32));
    }

    [TestMethod]
    public void Without_a_CA_or_a_certificate_there_is_nothing_to_listen_with()
    {
        using var authority = new TestAuthority("site");
        (string chain, string key) = authority.Module();
        AssertNot(CredentialSets.Of(new KeyedCertificate(key, chain), null), "tls.ca");
        AssertNot(CredentialSets.Of(new KeyedCertificate(key, chain), ""), "tls.ca");
        AssertNot(CredentialSets.Of(new KeyedCertificate(key, chain), "no certificate"), "tls.ca");
        AssertNot(CredentialSets.Of(null, authority.Pem), "tls.identity");
        AssertNot(CredentialSets.Of(new KeyedCertificate("no key", chain), authority.Pem), "tls.identity");
        Assert.AreEqual("", FakeHardware.Current.Network.CaBundle);
        Assert.IsNotNull(ServerCredentials.TryUse(CredentialSets.Of(new KeyedCertificate(key, chain), authority.Pem), out _));
        Assert.AreEqual(authority.Pem, FakeHardware.Current.Network.CaBundle);
    }

    [TestMethod]
    public void A_CA_is_handed_over_in_the_strictest_form_or_told_of_with_its_line()
    {
        using var authority = new TestAuthority("site");
        using var other = new TestAuthority("other");
        (string chain, string key) = authority.Module();
        var own = new KeyedCertificate("\uFEFF" + key, "\uFEFF" + chain);
        string damaged = other.Pem.Remove(80, 1).Insert(80, "!");
        AssertNot(CredentialSets.Of(own, authority.Pem + damaged), "is no Base64");
        AssertNot(CredentialSets.Of(own, authority.Pem + other.Pem.Replace("CERTIFICATE", "TRUSTED CERTIFICATE")), "'TRUSTED CERTIFICATE'");
        AssertNot(CredentialSets.Of(new KeyedCertificate(key, chain + damaged), authority.Pem), "tls.identity, line");
        Assert.AreEqual("", FakeHardware.Current.Network.CaBundle);
        Assert.IsNotNull(
            ServerCredentials.TryUse(CredentialSets.Of(own, "\uFEFF" + authority.Pem.Trim() + other.Pem), out string problem), problem);
        Assert.AreEqual(authority.Pem + other.Pem, FakeHardware.Current.Network.CaBundle);
    }

    [TestMethod]
    public void Every_CA_is_listed_and_every_damaged_one_is_told_of()
    {
        using var authority = new TestAuthority("site");
        using var other = new TestAuthority("other");
        string text = string.Join("|", CertificateText.Lines(CredentialSets.Of(null, authority.Pem + other.Pem), new Testing.FakeClock()));
        StringAssert.StartsWith(text, "tls.ca: CN=site, ");
        StringAssert.Contains(text, "|tls.ca: CN=other, ");
        Assert.AreEqual(
            "tls.ca: cannot be read",
            CertificateText.Lines(CredentialSets.Of(null, authority.Pem + "-----BEGIN X"), new Testing.FakeClock())[0]);
        var problems = new ProblemList();
        CertificateText.Check(System.Text.Encoding.UTF8.GetBytes(authority.Pem + other.Pem.Replace("A", "B")), "tls.ca", problems);
        Assert.AreEqual(1, problems.Errors);
        StringAssert.StartsWith(problems[0].Message, "tls.ca, line ");
        Assert.IsNull(CertificateText.Only(System.Text.Encoding.UTF8.GetBytes(authority.Pem + other.Pem)));
        Assert.IsNotNull(CertificateText.Only(System.Text.Encoding.UTF8.GetBytes(authority.Pem)));
    }

    private static void AssertNot(CredentialSet installed, string about)
    {
        Assert.IsNull(ServerCredentials.TryUse(installed, out string problem));
        Assert.Contains(about, problem);
    }
}
