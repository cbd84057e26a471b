using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Module;
using EdgeGuard.Pki;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Store;

[TestClass]
public sealed class StoredModuleTests
{
    [TestMethod]
    public void A_committed_configuration_listens_at_once_and_after_a_restart()
    {
        using var bed = new StoreBed();
        Assert.IsNull(bed.Guard);
        StringAssert.Contains(bed.Log, "nothing is configured: every request is refused");
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        Assert.IsNotNull(bed.TlsEndPoint);
        bed.Restart();
        Assert.IsNotNull(bed.TlsEndPoint);
        Assert.AreEqual(1, bed.Guard!.Gateway.Configuration.Generation);
    }

    [TestMethod]
    public void A_policy_goes_under_the_running_module_and_another_listener_begins_another_one()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        RunningGuard before = bed.Guard!;
        bed.Edit("127.0.0.1:0", StoreBed.Policy.Replace("first", "second", StringComparison.Ordinal));
        Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.CommitOnTrial(bed.Anna, 60).Fault);
        Assert.AreSame(before, bed.Guard);
        Assert.AreEqual("second", before.Configuration.Policy.Name);
        Assert.IsNotNull(bed.Module.Store.Configurations.Difference);
        Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.Rollback(bed.Anna).Fault);
        Assert.AreEqual("first", before.Configuration.Policy.Name);
        string elsewhere = StoreBed.FreePort();
        bed.Commit(elsewhere);
        Assert.AreNotSame(before, bed.Guard);
        Assert.AreEqual(elsewhere, bed.TlsEndPoint!.ToString());
    }

    [TestMethod]
    public void A_listener_on_trial_that_nobody_confirms_gives_way_to_the_old_one()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        string old = StoreBed.FreePort();
        bed.Commit(old);
        bed.Edit(StoreBed.FreePort());
        Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.CommitOnTrial(bed.Anna, 1).Fault);
        Assert.AreNotEqual(old, bed.TlsEndPoint!.ToString());
        Assert.AreEqual(long.MaxValue, bed.Module.Store.Configurations.Step(bed.Module.Run.Clock.Now + 1000));
        Assert.AreEqual(old, bed.TlsEndPoint!.ToString());
    }

    [TestMethod]
    public void A_port_that_cannot_be_had_leaves_the_old_listener_and_stores_nothing()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        string old = StoreBed.FreePort();
        bed.Commit(old);
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        bed.Edit(taken.LocalEndPoint!.ToString()!);
        CommitResult result = bed.Module.Store.Configurations.Commit(bed.Anna);
        Assert.AreEqual(CommitFault.PlatformRefused, result.Fault);
        Assert.AreNotEqual("", result.Detail);
        Assert.AreEqual(old, bed.TlsEndPoint!.ToString());
        bed.Restart();
        Assert.AreEqual(old, bed.TlsEndPoint!.ToString());
    }

    [TestMethod]
    public void What_is_not_installed_is_told_in_words_of_the_console()
    {
        using var bed = new StoreBed();
        bed.Module.Store.Configurations.SetSettings(
            bed.Anna, "site north\nmodule m1\nplc.address 127.0.0.1:1\nmqtt.broker localhost:1\nmqtt.user m\n");
        bed.Module.Store.Configurations.SetPolicy(bed.Anna, StoreBed.Policy);
        string words = StoreBed.Words(bed.Module.Store.Configurations.Check());
        foreach (string name in new[] { RecordName.TlsIdentity, RecordName.TlsCa, RecordName.MqttCa, RecordName.MqttPassword })
        {
            StringAssert.Contains(words, $"error: {name} is not installed");
        }
        StringAssert.Contains(words, "warning: there is no tls.crl");
        bed.EquipForTls();
        bed.Module.Store.Configurations.SetSettings(bed.Anna, "site north\nmodule m1\nplc.address 127.0.0.1:1\nlisten.tls 999.0.0.1:1\n");
        StringAssert.Contains(StoreBed.Words(bed.Module.Store.Configurations.Check()), "'999.0.0.1' is no IP address");
    }

    [TestMethod]
    public void A_key_made_here_gets_its_certificate_by_a_request_and_never_shows()
    {
        using var bed = new StoreBed();
        Assert.AreEqual(CredentialFault.None, bed.Module.Store.Credentials.NewRequest(bed.Anna, "m1", out string request));
        using var ca = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=root", ca, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 issuer = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        CertificateRequest asked = CertificateRequest.LoadSigningRequestPem(
            request, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        Assert.AreEqual("CN=m1", asked.SubjectName.Name);
        using X509Certificate2 issued = asked.Create(
            issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9), [1, 2, 3]);
        Assert.AreEqual(
            CredentialFault.None,
            bed.Module.Store.Credentials.InstallCertificate(bed.Anna, issued.ExportCertificatePem() + "\n", new ProblemList()));
        Assert.AreEqual(CredentialFault.NoKey, bed.Module.Store.Credentials.InstallCertificate(bed.Anna, "", new ProblemList()));
        Assert.AreEqual(CredentialFault.Problems, bed.Module.Store.Credentials.NewRequest(bed.Anna, "", out _));
    }

    [TestMethod]
    public void Credentials_that_do_not_fit_each_other_are_not_installed()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        IssuedCertificate one = bed.Ca.IssueModule("m2", ["127.0.0.1"], new IssueOptions());
        IssuedCertificate other = bed.Ca.IssueModule("m3", ["127.0.0.1"], new IssueOptions());
        Refuses(
            bed, RecordName.TlsIdentity,
            new KeyedCertificate(File.ReadAllText(one.KeyPath), File.ReadAllText(other.CertificatePath)).ToBytes(), "does not belong");
        Refuses(bed, RecordName.TlsIdentity, [1, 2, 3], "no key with its certificate");
        Refuses(bed, RecordName.TlsCa, "no certificate"u8.ToArray(), "tls.ca: ");
        Refuses(bed, RecordName.TlsCrl, "no list"u8.ToArray(), "tls.crl: ");
        SiteCa stranger = SiteCa.Create(Path.Combine(bed.Folder, "stranger"), "test");
        Refuses(bed, RecordName.TlsCrl, File.ReadAllBytes(stranger.CrlPath), "not signed by that CA");
        Assert.IsEmpty(Directory.GetDirectories(bed.StoreFolder));
    }

    [TestMethod]
    public void A_CA_or_a_list_that_would_be_lost_is_not_installed_and_the_line_is_told()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        string ca = File.ReadAllText(bed.Ca.CertificatePath);
        string crl = File.ReadAllText(bed.Ca.CrlPath);
        int line = ca.Split('\n').Length;
        Refuses(bed, RecordName.TlsCa, Encoding.UTF8.GetBytes(ca + "-----BEGIN CERTIFICATE-----\nAQID\n"), $"tls.ca, line {line}: ");
        Refuses(
            bed, RecordName.TlsCa, Encoding.UTF8.GetBytes(ca + ca.Replace("CERTIFICATE", "TRUSTED CERTIFICATE", StringComparison.Ordinal)),
            $"tls.ca, line {line}: ");
        Refuses(
            bed, RecordName.TlsCrl, Encoding.UTF8.GetBytes(crl + crl.Replace("X509 CRL", "CRL", StringComparison.Ordinal)),
            "tls.crl, line ");
        bed.Install(RecordName.TlsCa, Encoding.UTF8.GetBytes("\uFEFF" + ca.Trim() + ca));
        bed.Install(RecordName.TlsCrl, Encoding.UTF8.GetBytes("\uFEFF" + crl.Trim() + crl));
        Assert.HasCount(
            2,
            Array.FindAll(
                CredentialWords.Of(bed.Module.Store.Credentials.Installed, 0),
                words => words.StartsWith("clients' CA: CN=", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_CA_that_would_end_every_session_is_not_installed_until_somebody_means_it()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        IssuedCertificate anna = bed.Ca.IssueClient("anna", "Operator", new IssueOptions());
        ClientIdentity identity = ClientIdentity.TryLoad(anna.CertificatePath, anna.KeyPath, bed.Ca.CertificatePath, [])!;
        var clock = new SystemClock();
        var dialer = new TlsDialer("127.0.0.1", bed.TlsEndPoint!.Port, identity, clock);
        TlsClientLink? client = dialer.Dial(clock.Now + TlsBed.PatienceMs, out _);
        TlsBed.WaitFor(() => bed.Guard!.Gateway.Sessions().Length == 1, "no session began");
        var problems = new ProblemList();
        byte[] other = Encoding.UTF8.GetBytes(CertificateSpec.Ca("another").Issue().ExportCertificatePem());
        Assert.AreEqual(CredentialFault.None, bed.Module.Store.Credentials.Remove(bed.Anna, RecordName.TlsCrl, problems));
        Assert.AreEqual(CredentialFault.EndsEverybody, bed.Module.Store.Credentials.Install(bed.Anna, RecordName.TlsCa, other, problems));
        StringAssert.Contains(StoreBed.Words(problems), "the only session would end: the certificate is not from a configured CA");
        Assert.HasCount(1, bed.Guard!.Gateway.Sessions());
        Credentials credentials = bed.Module.Store.Credentials;
        Assert.AreEqual(CredentialFault.None, credentials.Install(bed.Anna, RecordName.TlsCa, other, true, new ProblemList()));
        TlsBed.WaitFor(() => bed.Guard!.Gateway.Sessions().Length == 0, "the session did not end");
        client!.Abort();
    }

    [TestMethod]
    public void What_the_configuration_in_force_needs_cannot_be_removed()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        var problems = new ProblemList();
        Assert.AreEqual(CredentialFault.Problems, bed.Module.Store.Credentials.Remove(bed.Anna, RecordName.TlsIdentity, problems));
        StringAssert.Contains(problems[0].Message, "listen.tls needs it");
        Assert.AreEqual(CredentialFault.None, bed.Module.Store.Credentials.Remove(bed.Anna, RecordName.TlsCrl, new ProblemList()));
    }

    [TestMethod]
    public void Commissioning_gives_a_stream_that_lasts_and_starts_that_are_numbered()
    {
        using var bed = new StoreBed();
        byte[] ofTheRun = bed.Module.Run.Stored.Stream;
        bed.Module.Step();
        byte[] stream = bed.Module.Run.Stored.Stream;
        CollectionAssert.AreNotEqual(ofTheRun, stream);
        Assert.AreEqual(1, bed.Module.Run.Stored.Boot);
        bed.Restart();
        bed.Module.Step();
        CollectionAssert.AreEqual(stream, bed.Module.Run.Stored.Stream);
        Assert.AreEqual(2, bed.Module.Run.Stored.Boot);
    }

    [TestMethod]
    public void After_a_factory_reset_nobody_listens_and_no_key_is_left_in_the_folder()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        Assert.AreEqual(BackupFault.None, bed.Module.Store.Backups.FactoryReset(bed.Anna));
        Assert.IsNull(bed.Guard);
        foreach (string file in Directory.GetFiles(bed.StoreFolder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "lock") continue;
            Assert.IsFalse(File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal), file);
        }
        Assert.IsFalse(bed.Module.Store.Accounts.IsClaimed);
    }

    [TestMethod]
    public void HMAC_and_PBKDF2_of_this_platform_are_those_of_the_shared_source()
    {
        var hmac = new SystemHmac();
        // RFC 4231 section 4.3.
        byte[] mac = hmac.Compute("Jefe"u8.ToArray(), "what do ya want for nothing?"u8.ToArray(), 0, 28);
        Assert.AreEqual("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Convert.ToHexStringLower(mac));
        byte[] password = "a password"u8.ToArray();
        byte[] salt = new byte[16];
        CollectionAssert.AreEqual(Pbkdf2.Derive(hmac, password, salt, 1000, 48), hmac.Stretch(password, salt, 1000, 48));
    }

    [TestMethod]
    public void A_second_module_is_not_let_into_the_same_folder()
    {
        using var bed = new StoreBed();
        Assert.IsNull(StoredModule.TryOpen(bed.StoreFolder, new StderrLog(TextWriter.Null), out string problem, out string remedy));
        Assert.AreNotEqual("", problem);
        StringAssert.Contains(remedy, "another one running");
    }

    private static void Refuses(StoreBed bed, string name, byte[] content, string words)
    {
        var problems = new ProblemList();
        Assert.AreEqual(CredentialFault.Problems, bed.Module.Store.Credentials.Install(bed.Anna, name, content, problems));
        string all = string.Join('\n', Enumerable.Range(0, problems.Count).Select(i => problems[i].ToString()));
        StringAssert.Contains(all, words);
        Assert.IsFalse(all.Contains("PRIVATE", StringComparison.Ordinal));
        Assert.IsFalse(all.Contains(bed.Folder, StringComparison.Ordinal), all);
    }
}
