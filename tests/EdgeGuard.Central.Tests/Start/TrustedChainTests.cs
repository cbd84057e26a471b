using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>Which chains this console believes is said in one place.</summary>
[TestClass]
public sealed class TrustedChainTests
{
    [TestMethod]
    public void A_chain_ends_at_the_CAs_that_are_named_or_else_at_this_computer_s_and_nothing_is_fetched()
    {
        using var certificates = new BrokerCertificates();
        X509ChainPolicy named = TrustedChain.Policy(TrustedChain.Authorities(certificates.CaFile));
        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, named.TrustMode);
        Assert.AreEqual(certificates.Ca.Thumbprint, named.CustomTrustStore.Single().Thumbprint);
        X509ChainPolicy system = TrustedChain.Policy(TrustedChain.Authorities(""));
        Assert.AreEqual(X509ChainTrustMode.System, system.TrustMode);
        foreach (X509ChainPolicy policy in new[] { named, system })
        {
            Assert.IsTrue(policy.DisableCertificateDownloads);
            Assert.AreEqual(X509RevocationMode.NoCheck, policy.RevocationMode);
        }
        X509ChainPolicy nobody = TrustedChain.Policy([]);
        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, nobody.TrustMode, "no CA is not every CA");
        Assert.IsEmpty(nobody.CustomTrustStore);
    }

    [TestMethod]
    public void Nobody_else_here_says_how_a_chain_is_built()
    {
        string[] words = ["new X509ChainPolicy", "X509ChainTrustMode.", "X509RevocationMode.", "ServerCertificateCustomValidationCallback"];
        string sources = Path.Combine(Root(), "tools/EdgeGuard.Central");
        IEnumerable<string> found = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => words.Any(word => File.ReadAllText(path).Contains(word, StringComparison.Ordinal)));
        Assert.AreEqual("TrustedChain.cs", string.Join(' ', found.Select(Path.GetFileName)));
    }

    [TestMethod]
    [DataRow("", "has no certificate: write PEM")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public void A_file_without_a_CA_is_told_and_never_taken_for_those_of_this_computer(string content, string told)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        StringAssert.Contains(TrustedChain.Problem("syslog.ca", path, "PEM"), $"syslog.ca: {path} {told}");
        string settings = Path.GetTempFileName();
        File.WriteAllText(settings, $"syslog.server log.plant:6514\nsyslog.transport tls\nsyslog.ca {path}\n");
        StringAssert.Contains(Assert.Throws<CentralException>(() => NotifySettings.Load(settings)).Message, $"syslog.ca: {path} ");
        File.Delete(path);
        StringAssert.Contains(TrustedChain.Problem("syslog.ca", path, "PEM"), "cannot be read");
        Assert.Throws<CentralException>(() => NotifySettings.Load(settings));
        File.Delete(settings);
        Assert.IsNull(TrustedChain.Problem("syslog.ca", "", "PEM"));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeGuard.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new AssertFailedException("there is no EdgeGuard.sln above the tests");
    }
}
