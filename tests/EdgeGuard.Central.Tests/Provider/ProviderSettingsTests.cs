using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class ProviderSettingsTests
{
    private const string Whole = "oidc.issuer https://login.plant/realm\noidc.client edgeguard\noidc.role plant-7 operator the shift\n";

    [TestMethod]
    public void Settings_are_read_and_values_of_the_claim_give_the_highest_role_at_a_site()
    {
        ProviderSettings settings = ProviderSettings.Parse(
            "# who else\n" + Whole + "oidc.role plant-7 viewer everybody\noidc.role * engineer engineers\n", out var problems);
        Assert.IsEmpty(problems);
        Assert.AreEqual("preferred_username groups", $"{settings.NameClaim} {settings.RoleClaim}");
        Assert.AreEqual("[plant-7, Operator]", string.Join(' ', settings.RolesOf(["everybody", "the shift", "x"])));
        Assert.AreEqual("[plant-7, Viewer] [*, Engineer]", string.Join(' ', settings.RolesOf(["engineers", "everybody"])));
        Assert.IsEmpty(settings.RolesOf(["Everybody", "*", ""]));
    }

    [TestMethod]
    [DataRow("oidc.isuer x", "line 1: there is no 'oidc.isuer'")]
    [DataRow("oidc.client", "line 1: oidc.client has no value")]
    [DataRow("oidc.client a\noidc.client b", "line 2: oidc.client stands there twice")]
    [DataRow("oidc.client a", "oidc.issuer is not set")]
    [DataRow("oidc.issuer https://a", "oidc.client is not set")]
    [DataRow("oidc.issuer http://login.plant", "oidc.issuer 'http://login.plant': write https://")]
    [DataRow("oidc.issuer https://login.plant/?x", "oidc.issuer 'https://login.plant/?x': write https://")]
    [DataRow("oidc.issuer https://a", "oidc.role is not set")]
    [DataRow("oidc.role plant-7 operator", "line 1: oidc.role: 'plant-7 operator': write SITE ROLE VALUE")]
    [DataRow("oidc.role plant-7 boss x", "viewer, operator, engineer, administrator")]
    [DataRow("oidc.role plant-7 administrator x", "administrator is one of all sites")]
    [DataRow("oidc.role plant_7! viewer x", "is no site")]
    public void A_mistake_is_named_with_its_place_and_what_to_write(string text, string told)
    {
        ProviderSettings.Parse(text, out IReadOnlyList<string> problems);
        Assert.IsTrue(problems.Any(problem => problem.Contains(told, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_the_provider_does_not_show_of_its_certificates_is_fetched_from_nobody(bool hasAuthorities)
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        CentralCa.Open(folder);
        string path = Path.Combine(folder, ProviderSettings.FileName);
        File.WriteAllText(path, Whole + (hasAuthorities ? $"oidc.ca {Path.Combine(folder, "ca.crt")}\n" : ""));
        var options = new OpenIdConnectOptions();
        new ProviderOptions(ProviderSettings.Load(path)!, TimeProvider.System).Set(options);
        var handler = (SocketsHttpHandler)((DelegatingHandler)options.BackchannelHttpHandler!).InnerHandler!;
        X509ChainPolicy policy = handler.SslOptions.CertificateChainPolicy!;
        Assert.IsTrue(policy.DisableCertificateDownloads);
        Assert.AreEqual(hasAuthorities ? X509ChainTrustMode.CustomRootTrust : X509ChainTrustMode.System, policy.TrustMode);
        Assert.HasCount(hasAuthorities ? 1 : 0, policy.CustomTrustStore);
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public void All_mistakes_are_told_at_once_and_a_secret_that_others_may_read_is_one()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        string secret = Path.Combine(folder, "secret");
        string path = Path.Combine(folder, ProviderSettings.FileName);
        File.WriteAllText(secret, "hush\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.WriteAllText(path, $"nonsense 1\noidc.secret {secret}\noidc.ca {secret}\n{Whole}");
        CentralException refused = Assert.Throws<CentralException>(() => ProviderSettings.Load(path));
        StringAssert.Contains(refused.Message, "line 1: there is no 'nonsense'");
        StringAssert.Contains(refused.Message, "chmod 600 " + secret);
        StringAssert.Contains(refused.Message, "oidc.ca: ");
        Assert.IsFalse(refused.Message.Contains("hush", StringComparison.Ordinal));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, $"oidc.secret {secret}\n{Whole}");
        Assert.AreEqual("hush", ProviderSettings.Load(path)!.Secret());
        Assert.IsNull(ProviderSettings.Load(Path.Combine(folder, "none.conf")));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void No_text_does_more_than_to_be_refused()
    {
        var random = new Random(1);
        string[] signs = ["#", "\n", " ", "\t", "*", "operator", "https://", "a", "\u0000", "\ud800", "plant-7"];
        string[] words = [.. ProviderSettings.Keys.Keys, .. signs];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => words[random.Next(words.Length)]));
            ProviderSettings settings = ProviderSettings.Parse(text, out IReadOnlyList<string> problems);
            Assert.IsTrue(problems.Count > 0 || settings.Issuer.StartsWith("https://", StringComparison.Ordinal));
        }
    }
}
