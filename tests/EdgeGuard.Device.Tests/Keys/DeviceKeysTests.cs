using System;
using EdgeGuard.Device.Keys;
using EdgeGuard.Device.Tests.Guard;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tls;
using EdgeGuard.Store.Credentials;

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

    private static void AssertNot(CredentialSet installed, string about)
    {
        Assert.IsNull(ServerCredentials.TryUse(installed, out string problem));
        Assert.Contains(about, problem);
    }
}
