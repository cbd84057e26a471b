using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>What openssl gets from the real module, with every kind of certificate, version and suite.</summary>
[TestClass]
public class OpenSslTests
{
    private const string Tls12 = "-tls1_2";
    private const string Tls13 = "-tls1_3";

    private static readonly byte[] Read = Adu.Read(7, 1, 3, 40, 1);

    private static Plant _plant = null!;
    private static Executable _module = null!;
    private static Authorities _ca = null!;

    /// <summary>Every certificate, with either version.</summary>
    public static IEnumerable<object[]> Certificates =>
        from certificate in ClientCertificate.All from version in new[] { Tls12, Tls13 } select new object[] { certificate.Name, version };

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        _ = context;
        _plant = new Plant();
        _plant.Site.StartPlc();
        _ca = new Authorities(_plant.Site);
    }

    // One for each test: what many clients of one name do in a minute is
    // put together in the log, and each test waits for a line of its own.
    [TestInitialize]
    public void StartModule()
    {
        _module = _plant.StartModule(Plant.PortIn(_plant.Site.Plc), _ca.Settings);
    }

    [TestCleanup]
    public void StopModule()
    {
        _module.Signal("TERM");
    }

    [ClassCleanup]
    public static void Stop()
    {
        _plant.Dispose();
        _ca.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Certificates))]
    public void A_client_has_the_fate_that_its_certificate_earns(string name, string version)
    {
        ClientCertificate certificate = ClientCertificate.All.Single(c => c.Name == name);
        (X509Certificate2? leaf, X509Certificate2? issuer) = certificate.Make(_ca);
        int before = _module.Errors.Length;

        byte[] answer = OpenSslClient.Ask(Read, [.. Connection, version, .. Files(leaf, issuer)]);

        switch (certificate.Fate)
        {
            case ClientFate.Served: Assert.AreEqual(3, answer[7]); break;
            case ClientFate.NullRole: CollectionAssert.AreEqual(Adu.Exception(Read, 1), answer); break;
            default: Assert.IsEmpty(answer); break;
        }
        if (certificate.Words.Length > 0) _module.WaitForErrorAfter(before, certificate.Words);
    }

    [TestMethod]
    [DataRow("-tls1")]
    [DataRow("-tls1_1")]
    public void Old_versions_are_refused_with_an_alert(string version) =>
        StringAssert.Contains(Greet(version, "-cipher", "ALL:@SECLEVEL=0"), "alert protocol version");

    [TestMethod]
    [DataRow("ECDHE-ECDSA-NULL-SHA")]
    [DataRow("NULL-SHA256")]
    [DataRow("AECDH-NULL-SHA")]
    [DataRow("AECDH-AES128-SHA")]
    [DataRow("ECDHE-ECDSA-AES128-SHA")]
    [DataRow("ECDHE-ECDSA-AES128-SHA256")]
    [DataRow("AES128-GCM-SHA256")]
    public void Suites_without_encryption_authentication_or_forward_secrecy_are_refused(string suite) =>
        StringAssert.Contains(Greet(Tls12, "-cipher", suite + ":@SECLEVEL=0"), "Cipher is (NONE)");

    [TestMethod]
    [DataRow(Tls12, "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256")]
    [DataRow(Tls12, "-cipher", "ECDHE-ECDSA-AES256-GCM-SHA384")]
    [DataRow(Tls12, "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305")]
    [DataRow(Tls13, "-ciphersuites", "TLS_AES_128_GCM_SHA256")]
    [DataRow(Tls13, "-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256")]
    public void Suites_with_authenticated_encryption_are_spoken(string version, string option, string suite) =>
        StringAssert.Contains(Greet(version, option, suite), "Cipher is " + suite);

    [TestMethod]
    public void With_an_RSA_key_the_module_speaks_the_suite_that_the_specification_demands()
    {
        using var plant = new Plant();
        Site.Cli("ca", "issue", plant.Site.CaFolder, "--module", "m2", "--host", "127.0.0.1", "--rsa");
        plant.StartModule(1, "tls.certificate ca/m2.crt", "tls.key ca/m2.key");
        string[] id = plant.Site.Client("op1", "Operator");
        string said = OpenSslClient.Greet(
            "-connect", plant.Site.Module, "-CAfile", id[5], "-cert", id[1], "-key", id[3], Tls12,
            "-cipher", "ECDHE-RSA-AES128-GCM-SHA256");
        StringAssert.Contains(said, "Cipher is ECDHE-RSA-AES128-GCM-SHA256");
        StringAssert.Contains(said, "Verify return code: 0 (ok)");
    }

    [TestMethod]
    [DataRow(Tls12)]
    [DataRow(Tls13)]
    public void A_session_is_never_resumed_so_that_a_role_is_always_read_from_a_certificate_just_verified(string version)
    {
        string session = Path.Combine(_plant.Site.Folder, "session" + version);
        string[] certificate = [.. Files(Good(), null)];
        OpenSslClient.Greet([.. Connection, version, .. certificate, "-sess_out", session]);
        // A module that hands out no session at all leaves no file.
        string[] reuse = File.Exists(session) ? ["-sess_in", session] : [];
        string said = OpenSslClient.Greet([.. Connection, version, .. certificate, .. reuse]);
        StringAssert.Contains(said, "New, TLSv1");
        Assert.IsFalse(said.Contains("Reused", StringComparison.Ordinal));
        Assert.AreEqual(3, OpenSslClient.Ask(Read, [.. Connection, version, .. certificate, .. reuse])[7], "the role is there again");
    }

    [TestMethod]
    public void The_module_asks_for_a_certificate_and_shows_its_own()
    {
        string said = Greet(Tls12);
        StringAssert.Contains(said, "Secure Renegotiation IS supported");
        StringAssert.Contains(said, "Compression: NONE");
        StringAssert.Contains(said, "Verify return code: 0 (ok)");
        StringAssert.Contains(said, "Requested Signature Algorithms");
    }

    [TestMethod]
    [DataRow(Tls12)]
    [DataRow(Tls13)]
    public void A_client_that_asks_for_fragments_of_512_bytes_is_promised_them(string version) =>
        StringAssert.Contains(Greet(version, "-maxfraglen", "512", "-tlsextdebug"), "TLS server extension \"max fragment length\"");

    [TestMethod]
    public void A_revoked_client_is_turned_away()
    {
        using var plant = new Plant();
        plant.Site.StartPlc();
        string[] id = plant.Site.Client("op1", "Operator");
        Site.Cli("ca", "revoke", plant.Site.CaFolder, id[1]);
        Executable module = plant.StartModule(Plant.PortIn(plant.Site.Plc));
        foreach (string version in new[] { Tls12, Tls13 })
        {
            Assert.IsEmpty(
                OpenSslClient.Ask(Read, "-connect", plant.Site.Module, "-CAfile", id[5], "-cert", id[1], "-key", id[3], version));
        }
        module.WaitForError("the certificate is revoked");
    }

    private static string[] Connection => ["-connect", _plant.Site.Module, "-CAfile", InCa("ca.crt")];

    private static string Greet(params string[] options) => OpenSslClient.Greet([.. Connection, .. Files(Good(), null), .. options]);

    private static X509Certificate2 Good() => ClientCertificate.All[0].Make(_ca).Leaf!;

    private static string InCa(string file) => Path.Combine(_plant.Site.CaFolder, file);

    private static IEnumerable<string> Files(X509Certificate2? leaf, X509Certificate2? issuer)
    {
        if (leaf == null) return [];
        string path = Path.Combine(_plant.Site.Folder, Guid.NewGuid().ToString("N"));
        string key = leaf.GetECDsaPrivateKey() is { } ec
            ? ec.ExportPkcs8PrivateKeyPem()
            : leaf.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(path + ".crt", leaf.ExportCertificatePem());
        File.WriteAllText(path + ".key", key);
        if (issuer == null) return ["-cert", path + ".crt", "-key", path + ".key"];
        File.WriteAllText(path + ".chain", issuer.ExportCertificatePem());
        return ["-cert", path + ".crt", "-key", path + ".key", "-cert_chain", path + ".chain"];
    }
}
