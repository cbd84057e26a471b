using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>Every kind of key and certificate that openssl makes works, or
/// gets a sentence: at the check, at the start and at a reload.</summary>
[TestClass]
public sealed class KeyKindTests : IDisposable
{
    private const string Curve = "ec_paramgen_curve:";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-keys-").FullName;

    // Name, what openssl genpkey is given, and the words about it; without, it works.
    private static readonly (string Name, string[] Making, string Words)[] Kinds =
    [
        ("rsa2048", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], ""),
        ("p256", ["-algorithm", "EC", "-pkeyopt", Curve + "P-256"], ""),
        ("p384", ["-algorithm", "EC", "-pkeyopt", Curve + "P-384"], ""),
        ("p521", ["-algorithm", "EC", "-pkeyopt", Curve + "P-521"], ""),
        ("rsa1024", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"], "RSA of 1024 bits"),
        ("pss", ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"], "RSA for PSS alone"),
        ("p224", ["-algorithm", "EC", "-pkeyopt", Curve + "P-224"], "EC on the curve"),
        ("p192", ["-algorithm", "EC", "-pkeyopt", Curve + "prime192v1"], "EC on the curve"),
        ("k256", ["-algorithm", "EC", "-pkeyopt", Curve + "secp256k1"], "EC on the curve"),
        ("brainpool", ["-algorithm", "EC", "-pkeyopt", Curve + "brainpoolP256r1"], "brainpoolP256r1"),
        ("binary", ["-algorithm", "EC", "-pkeyopt", Curve + "sect283r1"], "EC on the curve"),
        ("explicit", ["-algorithm", "EC", "-pkeyopt", Curve + "P-256", "-pkeyopt", "ec_param_enc:explicit"], "spells its curve out"),
        ("sm2", ["-algorithm", "SM2"], "which TLS does not take here"),
        ("ed25519", ["-algorithm", "ED25519"], "Ed25519"),
        ("ed448", ["-algorithm", "ED448"], "Ed448"),
        ("x25519", ["-algorithm", "X25519"], "X25519"),
        ("x448", ["-algorithm", "X448"], "X448"),
        ("dh", ["-algorithm", "DH", "-pkeyopt", "group:ffdhe2048"], "Diffie-Hellman"),
    ];

    private string InFolder(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Every_kind_of_key_works_or_gets_a_sentence()
    {
        MakeCa();
        MakeDsa();
        List<(string Name, string Words)> all = [("dsa", "DSA")];
        foreach ((string name, string[] making, string words) in Kinds)
        {
            Run(["genpkey", .. making, "-out", InFolder(name + ".key")]);
            Certify(name);
            all.Add((name, words));
        }
        foreach ((string name, string words) in all)
        {
            AssertKind(name, name, words);
            // Beside the other's certificate or key it is told that they do not belong together, or what is wrong with either.
            if (name == "p256") continue;
            AssertKind("p256", name, words == "RSA of 1024 bits" || words.Length == 0 ? "does not belong" : words);
            AssertKind(name, "p256", words.Length == 0 ? "does not belong" : words);
        }
    }

    [TestMethod]
    public void Every_form_of_a_key_that_openssl_writes_works_or_gets_a_sentence()
    {
        MakeCa();
        Run(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", InFolder("rsa.key")]);
        Certify("rsa");
        Run(["ecparam", "-name", "prime256v1", "-genkey", "-out", InFolder("ec.key")]);
        Certify("ec");
        AssertForm("ec", "ec", "");
        Run(["ec", "-in", InFolder("ec.key"), "-out", InFolder("sec1.key")]);
        AssertForm("ec", "sec1", "");
        Run(["rsa", "-in", InFolder("rsa.key"), "-traditional", "-out", InFolder("pkcs1.key")]);
        AssertForm("rsa", "pkcs1", "");
        Run(["rsa", "-in", InFolder("rsa.key"), "-traditional", "-aes256", "-passout", "pass:x", "-out", InFolder("old.key")]);
        AssertForm("rsa", "old", "is encrypted");
        Run(["pkcs8", "-topk8", "-in", InFolder("rsa.key"), "-passout", "pass:x", "-out", InFolder("new.key")]);
        AssertForm("rsa", "new", "is encrypted");
        Run(["pkey", "-in", InFolder("rsa.key"), "-outform", "DER", "-out", InFolder("der.key")]);
        AssertForm("rsa", "der", "is DER");
        Run(["pkey", "-in", InFolder("rsa.key"), "-pubout", "-out", InFolder("public.key")]);
        AssertForm("rsa", "public", "holds no private key");
        File.WriteAllText(InFolder("ssh.key"), "-----BEGIN OPENSSH PRIVATE KEY-----\nAQID\n-----END OPENSSH PRIVATE KEY-----\n");
        AssertForm("rsa", "ssh", "OpenSSH");
        File.WriteAllText(InFolder("rubbish.key"), "-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----\n");
        AssertForm("rsa", "rubbish", "cannot be read");
        File.WriteAllText(InFolder("half.key"), "-----BEGIN RSA PRIVATE KEY-----\nAQID\n-----END RSA PRIVATE KEY-----\n");
        AssertForm("rsa", "half", "does not belong");
    }

    [TestMethod]
    public void A_signature_of_SHA_1_is_told_before_the_first_client_comes()
    {
        MakeCa();
        Run(["genpkey", "-algorithm", "EC", "-pkeyopt", Curve + "P-256", "-out", InFolder("weak.key")]);
        Certify("weak", "-sha1");
        var problems = new List<FileProblem>();
        CertificateFiles files = Files("weak", "weak");
        Assert.IsTrue(files.TryLoad(problems, out ServerIdentity? identity, out TrustStore? trust), FileProblem.Text(problems));
        files.Sources().Check(identity, trust, StaleCrl.Refuse, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), problems);
        Assert.Contains("is signed with", problems.Single(problem => !problem.IsWarning).Message);
    }

    private void AssertForm(string certificate, string key, string words) => AssertKind(certificate, key, words);

    private void AssertKind(string certificate, string key, string words)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(InFolder(key + ".key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var problems = new List<FileProblem>();
        bool isLoaded = Files(certificate, key).TryLoad(problems, out _, out _);
        Assert.AreEqual(words.Length == 0, isLoaded, $"{certificate} {key}: {FileProblem.Text(problems)}");
        if (words.Length == 0) return;
        Assert.IsTrue(
            problems.Exists(problem => problem.Message.Contains(words, StringComparison.Ordinal)),
            $"{certificate} {key}: {FileProblem.Text(problems)}");
        Assert.IsTrue(problems.TrueForAll(problem => problem.Remedy.Length > 0));
    }

    private CertificateFiles Files(string certificate, string key) =>
        new(InFolder(certificate + ".crt"), InFolder(key + ".key"), InFolder("ca.crt"), null);

    private void MakeCa()
    {
        Run(
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=ca", "-days", "30", "-keyout", InFolder("ca.key"), "-out",
                InFolder("ca.crt")]);
        Run(["req", "-new", "-key", InFolder("ca.key"), "-subj", "/CN=m", "-out", InFolder("any.csr")]);
    }

    private void MakeDsa()
    {
        Run(["dsaparam", "-genkey", "-out", InFolder("dsa.params"), "1024"]);
        Run(["pkey", "-in", InFolder("dsa.params"), "-out", InFolder("dsa.key")]);
        Certify("dsa");
    }

    // Some of these keys can sign nothing, so the CA certifies their public half.
    private void Certify(string name, string hash = "-sha256")
    {
        Run(["pkey", "-in", InFolder(name + ".key"), "-pubout", "-out", InFolder(name + ".pub")]);
        Run(
            [
                "x509", "-req", hash, "-in", InFolder("any.csr"), "-CA", InFolder("ca.crt"), "-CAkey", InFolder("ca.key"),
                "-CAcreateserial", "-days", "20",
            "-force_pubkey", InFolder(name + ".pub"), "-out", InFolder(name + ".crt")]);
    }

    private static void Run(string[] arguments)
    {
        (string output, int exitCode) = OpenSsl.Run(arguments);
        Assert.AreEqual(0, exitCode, string.Join(' ', arguments) + ": " + output);
    }
}
