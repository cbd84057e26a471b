using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing.Programs;

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
        Assert.AreEqual("CN=module", identity!.Certificates[0].Subject);
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
        {
            return; // Modes are not Windows'.
        }
        UnixFileMode[] others = [UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite, UnixFileMode.GroupExecute];
        foreach (UnixFileMode extra in others)
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
        foreach (string path in (string[])[files.Certificate, files.Authorities, files.Crl!]) File.WriteAllText(path, "hello");
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
    public void A_mark_and_glued_blocks_lose_no_CA()
    {
        X509Certificate2[] all = [Root, CertificateSpec.Ca("b").Issue(), CertificateSpec.Ca("c").Issue()];
        CertificateFiles files = Write();
        string[] texts =
        [
            "\uFEFF" + Pem(all), string.Concat(all.Select(one => one.ExportCertificatePem())),
            Pem(all).Replace("\n", "\r\n", StringComparison.Ordinal),
        ];
        foreach (string text in texts)
        {
            File.WriteAllText(files.Authorities, text);
            Assert.IsTrue(files.TryLoad(_problems, out _, out TrustStore? trust), Text());
            CollectionAssert.AreEqual(all.Select(one => one.Subject).ToArray(), trust!.Authorities.Select(one => one.Subject).ToArray());
        }
    }

    [TestMethod]
    public void A_CA_that_cannot_be_taken_is_a_problem_with_its_line()
    {
        string first = Root.ExportCertificatePem() + "\n";
        int line = first.Count(c => c == '\n') + 1;
        string second = CertificateSpec.Ca("b").Issue().ExportCertificatePem();
        CertificateFiles files = Write();
        AssertAuthorities(files, first + Replaced(second, 100, '!'), line + 2, "no Base64");
        AssertAuthorities(files, first + second.Replace("-----END CERTIFICATE-----", "", StringComparison.Ordinal), line, "has no end");
        AssertAuthorities(
            files, first + second.Replace("CERTIFICATE", "TRUSTED CERTIFICATE", StringComparison.Ordinal), line, "'TRUSTED CERTIFICATE'");
        AssertAuthorities(files, first + Replaced(second, 100, second[100] == 'A' ? 'B' : 'A'), 0, "");
        AssertAuthorities(files, first + string.Join('\n', second.Split('\n').Where((_, i) => i != 2)), line, "cannot be read");
        AssertAuthorities(files, first + "\n" + PemEncoding.WriteString("X509 CRL", Crl.Der(Root)), line + 1, "'X509 CRL'");
    }

    [TestMethod]
    public void CAs_and_lists_may_be_in_one_file_that_both_settings_name()
    {
        CertificateFiles files = Write();
        File.WriteAllText(files.Authorities, Root.ExportCertificatePem() + PemEncoding.WriteString("X509 CRL", Crl.Der(Root, Module)));
        Assert.IsTrue((files with { Crl = files.Authorities }).TryLoad(_problems, out _, out TrustStore? trust), Text());
        Assert.AreEqual(1, trust!.Lists.Single().Serials.Count);
    }

    [TestMethod]
    public void The_newer_of_two_lists_counts_also_behind_a_mark()
    {
        CertificateFiles files = Write();
        X509Certificate2 gone = new CertificateSpec("gone").Issue(Root);
        string newer = PemEncoding.WriteString("X509 CRL", Crl.Der(Root, gone));
        string older = PemEncoding.WriteString(
            "X509 CRL", Crl.Der(Root, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(7)));
        File.WriteAllText(files.Crl!, "\uFEFF" + newer + older);
        Assert.IsTrue(files.TryLoad(_problems, out _, out TrustStore? trust), Text());
        Assert.IsTrue(trust!.ListsOf(Root, gone).Single().Revokes(gone));
        Assert.AreEqual(1, trust.Lists.Count, "the older one is not watched any more");
    }

    [TestMethod]
    public void A_list_that_cannot_be_taken_is_a_problem_with_its_line()
    {
        CertificateFiles files = Write();
        string good = PemEncoding.WriteString("X509 CRL", Crl.Der(Root)) + "\n";
        int line = good.Count(c => c == '\n') + 1;
        foreach ((string second, int at, string words) in ((string, int, string)[])
        [
            (Replaced(good, 80, '-'), line + 1, "no Base64"), (good.Replace("X509 CRL", "CRL", StringComparison.Ordinal), line, "'CRL'"),
            (Root.ExportCertificatePem(), line, "'CERTIFICATE'"), (
                string.Join('\n', good.Split('\n').Where((_, i) => i != 2)), line, "not a revocation list"),
        ])
        {
            _problems.Clear();
            File.WriteAllText(files.Crl!, good + second);
            AssertProblem(files, files.Crl!, words);
            Assert.AreEqual(at, _problems[0].Line);
        }
    }

    [TestMethod]
    public void UTF_16_is_named_in_every_file()
    {
        CertificateFiles files = Write();
        foreach (string path in (string[])[files.Certificate, files.Key, files.Authorities, files.Crl!])
        {
            string text = path == files.Crl ? PemEncoding.WriteString("X509 CRL", Crl.Der(Root)) : File.ReadAllText(path);
            File.WriteAllText(path, text, System.Text.Encoding.Unicode);
        }
        Assert.IsFalse(files.TryLoad(_problems, out _, out _));
        Assert.AreEqual(4, _problems.Count(problem => problem.Message.Contains("UTF-16", StringComparison.Ordinal)), Text());
    }

    [TestMethod]
    public void A_mark_before_certificate_and_key_is_taken_off_and_one_file_may_hold_both()
    {
        CertificateFiles files = Write();
        File.WriteAllText(files.Certificate, "\uFEFF" + Module.ExportCertificatePem());
        WriteKey(files.Key, "\uFEFF" + Module.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Assert.IsTrue(files.TryLoad(_problems, out _, out _), Text());
        WriteKey(files.Key, Module.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + Module.ExportCertificatePem());
        Assert.IsTrue((files with { Certificate = files.Key }).TryLoad(_problems, out _, out _), Text());
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

    private static string Pem(params X509Certificate2[] chain) =>
        string.Join('\n', chain.Select(certificate => certificate.ExportCertificatePem()));

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
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, OwnerOnly);
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

    private static string Replaced(string text, int at, char by) => text[..at] + by + text[(at + 1)..];

    // Without words: whatever is said, nothing may be lost in silence.
    private void AssertAuthorities(CertificateFiles files, string text, int line, string words)
    {
        _problems.Clear();
        File.WriteAllText(files.Authorities, text);
        bool isLoaded = files.TryLoad(_problems, out _, out TrustStore? trust);
        if (words.Length == 0)
        {
            Assert.IsTrue(isLoaded ? trust!.Authorities.Count == 2 : _problems.Count > 0);
            return;
        }
        Assert.IsFalse(isLoaded, words);
        Assert.Contains(words, _problems[0].Message);
        Assert.AreEqual(line, _problems[0].Line, words);
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
