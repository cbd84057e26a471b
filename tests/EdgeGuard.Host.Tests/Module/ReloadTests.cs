using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Module;

/// <summary>Files are read again under running sessions: what is wrong with
/// them is told, ends no module, and does not end everybody.</summary>
[TestClass]
public class ReloadTests
{
    private const string Stays = "what was in force stays";

    [TestMethod]
    public void A_key_of_a_kind_that_TLS_does_not_take_leaves_the_module_running()
    {
        using var bed = new ReloadBed();
        bed.Connect("anna");
        foreach (string[] making in (string[][])
        [
            ["dsaparam", "-genkey", "-out", bed.Key, "1024"], ["genpkey", "-algorithm", "ED25519", "-out", bed.Key],
            ["genpkey", "-algorithm", "X25519", "-out", bed.Key], [
                "genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048", "-out", bed.Key],
        ])
        {
            int before = bed.Log.Length;
            (string output, int exitCode) = OpenSsl.Run(making);
            Assert.AreEqual(0, exitCode, output);
            bed.Module.ReadAgain();
            StringAssert.Contains(bed.Log[before..], "the private key is ");
            StringAssert.Contains(bed.Log[before..], Stays);
        }
        Assert.AreEqual(1, bed.Module.Gateway!.Sessions().Length);
    }

    [TestMethod]
    public void A_CA_that_would_be_lost_is_told_with_its_line_and_nobodys_session_ends()
    {
        using var bed = new ReloadBed();
        bed.Connect("anna");
        File.AppendAllText(bed.InFolder("clients.crt"), "-----BEGIN CERTIFICATE-----\nAQID\n");
        bed.Module.ReadAgain();
        StringAssert.Contains(bed.Log, "clients.crt:");
        StringAssert.Contains(bed.Log, "has no end");
        StringAssert.Contains(bed.Log, Stays);
        Assert.AreEqual(1, bed.Module.Gateway!.Sessions().Length);
    }

    [TestMethod]
    public void A_reload_that_would_end_every_session_for_one_reason_is_refused_until_somebody_means_it()
    {
        using var bed = new ReloadBed();
        bed.Connect("anna");
        bed.Connect("bob");
        X509Certificate2 other = CertificateSpec.Ca("another").Issue();
        File.WriteAllText(bed.InFolder("clients.crt"), other.ExportCertificatePem());
        File.WriteAllBytes(bed.InFolder("clients.crl"), Crl.Der(other));
        bed.Module.ReadAgain();
        StringAssert.Contains(
            bed.Log,
            "all 2 sessions would end: the certificate is not from a configured CA. So what was in force stays; the revocation list in "
                + "force lasts until ");
        StringAssert.Contains(bed.Log, "kill -USR2 ");
        Assert.AreEqual(2, bed.Module.Gateway!.Sessions().Length);
        bed.Module.ReadAgain(whoeverItEnds: true);
        TlsBed.WaitFor(() => bed.Module.Gateway!.Sessions().Length == 0, "the sessions did not end");
    }

    [TestMethod]
    public void A_reload_that_ends_one_of_two_sessions_is_put_in_force_and_so_is_one_that_revokes_the_only_one()
    {
        using var bed = new ReloadBed();
        string anna = bed.Connect("anna");
        string bob = bed.Connect("bob");
        bed.Ca.Revoke(anna);
        File.Copy(bed.Ca.CrlPath, bed.InFolder("clients.crl"), overwrite: true);
        bed.Module.ReadAgain();
        TlsBed.WaitFor(() => bed.Module.Gateway!.Sessions().Length == 1, "anna's session did not end");
        bed.Ca.Revoke(bob);
        File.Copy(bed.Ca.CrlPath, bed.InFolder("clients.crl"), overwrite: true);
        bed.Module.ReadAgain();
        TlsBed.WaitFor(() => bed.Module.Gateway!.Sessions().Length == 0, "bob's session did not end");
    }

    [TestMethod]
    public void A_list_that_begins_a_minute_from_now_ends_nobodys_session_and_says_that_clocks_differ()
    {
        using var bed = new ReloadBed();
        bed.Connect("anna");
        using X509Certificate2 ca = X509Certificate2.CreateFromPemFile(bed.Ca.CertificatePath, Path.Combine(bed.Folder, "ca", "ca.key"));
        File.WriteAllBytes(
            bed.InFolder("clients.crl"), Crl.Der(ca, DateTimeOffset.UtcNow.AddMinutes(5), DateTimeOffset.UtcNow.AddDays(30)));
        bed.Module.ReadAgain();
        StringAssert.Contains(bed.Log, "warning: the list of ");
        StringAssert.Contains(bed.Log, "or the CA's is wrong");
        TlsBed.WaitFor(() => bed.Log.Contains("revocation list begins later", StringComparison.Ordinal), "no event");
        Assert.AreEqual(1, bed.Module.Gateway!.Sessions().Length);
    }

    [TestMethod]
    public void A_list_of_a_part_is_refused_and_the_log_says_how_long_the_old_one_lasts()
    {
        using var bed = new ReloadBed();
        using X509Certificate2 ca = X509Certificate2.CreateFromPemFile(bed.Ca.CertificatePath, Path.Combine(bed.Folder, "ca", "ca.key"));
        File.WriteAllText(bed.InFolder("clients.crl"), PemEncoding.WriteString("X509 CRL", Crl.OfPart(ca, Crl.Flag(2))));
        bed.Module.ReadAgain();
        StringAssert.Contains(bed.Log, "clients.crl:1: error: is a list for part of the certificates");
        StringAssert.Contains(bed.Log, Stays + "; the revocation list in force lasts until ");
        File.WriteAllText(
            bed.InFolder("clients.crl"), PemEncoding.WriteString("X509 CRL", Crl.OfPart(ca, Crl.OnlyClients("http://ca/crl"))));
        bed.Module.ReadAgain();
        StringAssert.Contains(bed.Log, "the files were read again: policy 'p'");
    }

    [TestMethod]
    public void Dates_and_strength_are_told_at_the_check_and_a_time_is_what_they_are_judged_by()
    {
        using var bed = new ReloadBed();
        Assert.AreEqual("", Problems(bed, 0));
        string later = Problems(bed, 800);
        StringAssert.Contains(later, "warning: the certificate 'CN=m1");
        StringAssert.Contains(later, "has run out, at ");
        StringAssert.Contains(later, "is overdue since ");
        StringAssert.Contains(Problems(bed, -2), "is not valid before ");
    }

    [TestMethod]
    public void What_was_read_is_what_is_used_whatever_becomes_of_the_files_meanwhile()
    {
        using var bed = new ReloadBed();
        ConfigurationFiles? files = ConfigurationFiles.Read(bed.Settings, new FileProblems());
        Assert.IsNotNull(files);
        string[] all = [bed.Key, bed.Certificate, bed.InFolder("clients.crt"), bed.InFolder("clients.crl"), bed.InFolder("p.policy")];
        foreach (string file in all) File.Delete(file);
        using var module = new HostedModule(files, new StderrLog(TextWriter.Null));
        Assert.IsNull(module.Start());
        Assert.AreSame(files.Configuration.Policy, module.Gateway!.Configuration.Policy, "compiled once");
        Assert.IsNotNull(module.TlsEndPoint);
        Assert.AreEqual(1, module.Gateway.Configuration.Generation);
    }

    private static string Problems(ReloadBed bed, int days)
    {
        var problems = new FileProblems();
        Assert.IsNotNull(ConfigurationFiles.Read(bed.Settings, problems, DateTimeOffset.UtcNow.AddDays(days).ToUnixTimeMilliseconds()));
        var text = new StringWriter();
        problems.Print(text);
        return text.ToString();
    }
}
