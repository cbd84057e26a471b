using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Host.Tls;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class CertificateFilesTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly X509Certificate2 Root = CertificateSpec.Ca("root").Issue();
    private static readonly X509Certificate2 Module = CertificateSpec.Module("module").Issue(Root);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgeguard-files").FullName;
    private readonly List<FileProblem> _problems = [];

    [TestCleanup]
    public void Clean()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [TestMethod]
    public void Good_files_are_loaded()
    {
        CertificateFiles files = Write();
        Assert.IsTrue(files.TryLoad(_problems, out ServerIdentity? identity, out TrustStore? trust), Text());
        Assert.AreEqual("CN=module", identity!.Subject);
        Assert.IsTrue(trust!.ChecksRevocation);
        Assert.AreEqual(1, trust.Lists.Count);
    }

    [TestMethod]
    public void RSA_and_both_older_key_formats_are_loaded()
    {
        X509Certificate2 rsa = (CertificateSpec.Module("rsa") with { RsaBits = 2048 }).Issue(Root);
        AssertLoads(rsa, rsa.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        AssertLoads(rsa, rsa.GetRSAPrivateKey()!.ExportRSAPrivateKeyPem());
        AssertLoads(Module, Module.GetECDsaPrivateKey()!.ExportECPrivateKeyPem());
    }

    [TestMethod]
    public void A_chain_that_is_out_of_order_or_of_somebody_else_is_a_problem_that_names_both()
    {
        X509Certificate2 between = (CertificateSpec.Ca("between") with { PathLength = 0 }).Issue(Root);
        X509Certificate2 own = CertificateSpec.Module("own").Issue(between);
        CertificateFiles files = Write();
        WriteKey(files.Key, own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Certificate, Pem(own, between, Root));
        Assert.IsTrue(files.TryLoad(_problems, out _, out _), Text());
        foreach (X509Certificate2[] wrong in new X509Certificate2[][] { [own, Root, between], [own, Module], [own, between, Module] })
        {
            _problems.Clear();
            File.WriteAllText(files.Certificate, Pem(wrong));
            Assert.IsFalse(files.TryLoad(_problems, out _, out _));
            StringAssert.Contains(Text(), "did not issue 'CN=");
        }
    }

    [TestMethod]
    public void Without_a_list_revocation_is_not_checked()
    {
        CertificateFiles files = Write() with { Crl = null };
        Assert.IsTrue(files.TryLoad(_problems, out _, out TrustStore? trust), Text());
        Assert.IsFalse(trust!.ChecksRevocation);
    }

    [TestMethod]
    public void A_key_that_others_may_read_is_a_problem_with_the_remedy()
    {
        CertificateFiles files = Write();
        if (OperatingSystem.IsWindows())
            return; // Modes are not Windows'.
        foreach (UnixFileMode extra in (UnixFileMode[])[UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite, UnixFileMode.GroupExecute])
        {
            _problems.Clear();
            File.SetUnixFileMode(files.Key, OwnerOnly | extra);
            Assert.IsFalse(files.TryLoad(_problems, out ServerIdentity? identity, out _), extra.ToString());
            Assert.IsNull(identity);
            Assert.AreEqual("chmod 600 " + files.Key, _problems.Single().Remedy);
        }

        _problems.Clear();
        File.SetUnixFileMode(files.Key, UnixFileMode.UserRead);
        Assert.IsTrue(files.TryLoad(_problems, out _, out _), Text());
    }

    [TestMethod]
    public void A_key_of_another_certificate_is_a_problem()
    {
        CertificateFiles files = Write();
        WriteKey(files.Key, CertificateSpec.Module("other").Issue(Root).GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        AssertProblem(files, files.Key, "does not belong to");
    }

    [TestMethod]
    public void An_encrypted_key_is_a_problem_and_none_of_it_is_shown()
    {
        CertificateFiles files = Write();
        var pbe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        WriteKey(files.Key, Module.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("secret", pbe));
        AssertProblem(files, files.Key, "encrypted");
    }

    [TestMethod]
    public void Every_missing_file_is_named_at_once()
    {
        var files = new CertificateFiles(Name("no.crt"), Name("no.key"), Name("no.ca"), Name("no.crl"));
        Assert.IsFalse(files.TryLoad(_problems, out _, out _));
        CollectionAssert.AreEquivalent(
            (string[])[files.Certificate, files.Key, files.Authorities, files.Crl!], _problems.Select(problem => problem.Path).ToArray());
    }

    [TestMethod]
    public void Files_with_something_else_in_them_are_problems_all_at_once()
    {
        CertificateFiles files = Write();
        foreach (string path in (string[])[files.Certificate, files.Authorities, files.Crl!])
            File.WriteAllText(path, "hello");
        WriteKey(files.Key, "hello");
        Assert.IsFalse(files.TryLoad(_problems, out _, out _));
        Assert.AreEqual(4, _problems.Count, Text());
    }

    [TestMethod]
    public void A_bundle_without_a_root_is_a_problem()
    {
        CertificateFiles files = Write();
        File.WriteAllText(files.Authorities, CertificateSpec.Ca("issuing").Issue(Root).ExportCertificatePem());
        AssertProblem(files, files.Authorities, "no root");
    }

    [TestMethod]
    public void A_list_with_another_keys_signature_is_a_problem_and_one_of_an_unknown_CA_is_kept_for_later()
    {
        CertificateFiles files = Write();
        File.WriteAllBytes(files.Crl!, Crl.Der(CertificateSpec.Ca("root").Issue()));
        AssertProblem(files, files.Crl!, "not signed by that CA");
        _problems.Clear();
        File.WriteAllBytes(files.Crl!, Crl.Der(CertificateSpec.Ca("somebody else").Issue()));
        Assert.IsTrue(files.TryLoad(_problems, out _, out _), Text());
    }

    [TestMethod]
    public void Loading_again_sees_the_new_files()
    {
        CertificateFiles files = Write();
        files.TryLoad(_problems, out _, out TrustStore? before);
        File.WriteAllBytes(files.Crl!, Crl.Der(Root, Module));
        Assert.IsTrue(files.TryLoad(_problems, out _, out TrustStore? after), Text());
        Assert.AreEqual(0, before!.Lists[0].Serials.Count);
        Assert.AreEqual(1, after!.Lists[0].Serials.Count);
    }

    private static string Pem(params X509Certificate2[] chain) => string.Join('\n', chain.Select(certificate => certificate.ExportCertificatePem()));

    private CertificateFiles Write()
    {
        var files = new CertificateFiles(Name("m.crt"), Name("m.key"), Name("ca.crt"), Name("ca.crl"));
        File.WriteAllText(files.Certificate, Module.ExportCertificatePem());
        WriteKey(files.Key, Module.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Authorities, Root.ExportCertificatePem());
        File.WriteAllBytes(files.Crl!, Crl.Der(Root));
        return files;
    }

    private static void WriteKey(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerOnly);
    }

    private void AssertLoads(X509Certificate2 certificate, string key)
    {
        CertificateFiles files = Write();
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        WriteKey(files.Key, key);
        Assert.IsTrue(files.TryLoad(_problems, out _, out _), Text());
    }

    private void AssertProblem(CertificateFiles files, string path, string words)
    {
        Assert.IsFalse(files.TryLoad(_problems, out _, out _));
        FileProblem problem = _problems.Single();
        Assert.AreEqual(path, problem.Path);
        Assert.Contains(words, problem.Message);
        Assert.AreNotEqual("", problem.Remedy);
    }

    private string Name(string file)
    {
        return Path.Combine(_directory, file);
    }

    private string Text()
    {
        return string.Join("; ", _problems);
    }
}
