using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Pki;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class EndsSessionsWhoseCertificateIsNoLongerGood
{
    private static readonly byte[] Read = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    public void A_certificate_that_runs_out_amid_a_session_ends_it()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        using var client = new RawClient(site, ClientFor(site, TimeSpan.FromSeconds(6)));
        Assert.AreEqual(1000, client.Value(Read));
        Assert.IsEmpty(client.Receive(), "nothing was asked: this is the end");
        module.WaitForError("has run out");
    }

    [TestMethod]
    public void A_certificate_that_is_revoked_amid_a_session_ends_it_and_no_other()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        string[] thief = site.Client("thief", "Operator");
        using var stolen = new RawClient(site, thief);
        using var other = new RawClient(site, site.Client("op2", "Operator"));
        Assert.AreEqual(1000, stolen.Value(Read));

        Site.Cli("ca", "revoke", site.CaFolder, thief[1]);
        module.Signal("HUP");
        Assert.IsEmpty(stolen.Receive());
        module.WaitForError("the certificate is revoked");
        Assert.AreEqual(1000, other.Value(Read));
    }

    // The site's CA issues by the day; this is its key, used by hand.
    private static string[] ClientFor(Site site, TimeSpan life)
    {
        string[] identity = site.Client("short", "Operator");
        using X509Certificate2 ca = X509Certificate2.CreateFromPemFile(identity[5], Path.Combine(site.CaFolder, "ca.key"));
        var spec = new CertificateSpec("short") { Extra = [RoleExtension.Create("Operator")], To = DateTimeOffset.UtcNow + life };
        using X509Certificate2 certificate = spec.Issue(ca);
        File.WriteAllText(identity[1], certificate.ExportCertificatePem());
        File.WriteAllText(identity[3], certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return identity;
    }
}
