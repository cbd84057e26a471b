using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Pki;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>What the protocol requires, asked by openssl.</summary>
[TestClass]
public class TlsProtocolTests
{
    private static readonly X509Certificate2 Anna =
        (new CertificateSpec("anna") with { Extra = [RoleExtension.Create("Operator")] }).Issue(TlsBed.Root);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgeguard-tls").FullName;

    [TestCleanup]
    public void Clean()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [TestMethod]
    [DataRow("-tls1_2", "ECDHE-ECDSA-AES128-GCM-SHA256")]
    [DataRow("-tls1_2", "ECDHE-ECDSA-AES256-GCM-SHA384")]
    [DataRow("-tls1_2", "ECDHE-ECDSA-CHACHA20-POLY1305")]
    public void The_suites_of_the_specification_are_spoken(string version, string suite)
    {
        using var bed = new TlsBed();
        Assert.Contains("Cipher is " + suite, Client(bed, version, "-cipher", suite));
        Assert.AreEqual("Operator", bed.Accept().Peer.Role);
    }

    [TestMethod]
    public void With_an_RSA_key_the_suite_that_the_specification_demands_is_spoken()
    {
        using var bed = new TlsBed(module: (CertificateSpec.Module("rsa") with { RsaBits = 2048 }).Issue(TlsBed.Root));
        Assert.Contains("Cipher is ECDHE-RSA-AES128-GCM-SHA256", Client(bed, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"));
        bed.Accept();
    }

    [TestMethod]
    public void TLS_1_3_is_spoken()
    {
        using var bed = new TlsBed();
        Assert.Contains("New, TLSv1.3, Cipher is TLS_", Client(bed, "-tls1_3"));
        bed.Accept();
    }

    [TestMethod]
    [DataRow("-tls1_1")]
    [DataRow("-tls1")]
    public void Older_versions_are_refused_with_an_alert(string version)
    {
        using var bed = new TlsBed();
        Assert.Contains("alert protocol version", Client(bed, version, "-cipher", "ALL:@SECLEVEL=0"));
        Assert.AreEqual(HandshakeFault.Protocol, (HandshakeFault)bed.Refusal().A);
    }

    [TestMethod]
    [DataRow("ECDHE-ECDSA-AES128-SHA256")] // CBC
    [DataRow("ECDHE-ECDSA-AES128-SHA")]
    [DataRow("ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0")]
    [DataRow("AECDH-NULL-SHA:@SECLEVEL=0")] // nobody authenticated
    public void Suites_without_authenticated_encryption_are_refused(string suites)
    {
        using var bed = new TlsBed();
        Assert.Contains("New, (NONE), Cipher is (NONE)", Client(bed, "-tls1_2", "-cipher", suites));
        Assert.AreEqual(HandshakeFault.Protocol, (HandshakeFault)bed.Refusal().A);
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public void No_session_is_resumed_so_that_every_handshake_verifies_the_whole_chain(string version)
    {
        using var bed = new TlsBed();
        string session = Path.Combine(_directory, "session");
        Client(bed, version, "-sess_out", session);
        bed.Accept();
        // A module that hands out no session at all leaves no file.
        string[] reuse = File.Exists(session) ? ["-sess_in", session] : [];
        string output = Client(bed, [version, .. reuse]);
        Assert.Contains("New, TLS", output);
        Assert.DoesNotContain("Reused", output);
        Assert.AreEqual("Operator", bed.Accept().Peer.Role);
        // Revoked in between: the second session would have been the way in.
        bed.Listener.Replace(
            new ServerIdentity(CertificateSpec.Module("module").Issue(TlsBed.Root), []),
            new TrustStore([TlsBed.Root], [Crl.Read(Crl.Der(TlsBed.Root, Anna))]));
        Client(bed, [version, .. reuse]);
        Assert.AreEqual(HandshakeFault.Revoked, (HandshakeFault)bed.Refusal().A);
        Assert.AreEqual(2u, bed.Counters.Read(Counter.HandshakesOk));
    }

    [TestMethod]
    public async Task A_client_that_asks_to_renegotiate_loses_its_session_instead()
    {
        using var bed = new TlsBed();
        // 'R' on a line of its own makes s_client begin a new handshake in the session that stands.
        Task<string> client = Task.Run(() => OpenSsl.Ask("R", Arguments(bed, "-tls1_2")));
        TlsLink link = bed.Accept();
        Assert.AreEqual(0, link.Read(new byte[1], 0, 1, bed.Patience), "no data comes, and the session ends");
        string output = await client;
        Assert.Contains("Secure Renegotiation IS supported", output); // RFC 5746 is spoken, so that nobody can insert one either
        string[] halves = output.Split("RENEGOTIATING");
        Assert.HasCount(2, halves);
        // s_client prints each certificate that it verifies: there was one handshake, and no second.
        Assert.Contains("depth=0", halves[0]);
        Assert.DoesNotContain("depth=0", halves[1]);
        Assert.AreEqual(1u, bed.Counters.Read(Counter.HandshakesOk));
    }

    [TestMethod]
    public void A_client_may_ask_for_short_fragments()
    {
        using var bed = new TlsBed();
        Assert.Contains("TLS server extension \"max fragment length\"", Client(bed, "-tls1_2", "-maxfraglen", "512", "-tlsextdebug"));
        bed.Accept();
    }

    [TestMethod]
    public void The_whole_chain_below_the_root_is_sent()
    {
        X509Certificate2 issuing = CertificateSpec.Ca("issuing").Issue(TlsBed.Root);
        using var bed = new TlsBed(module: CertificateSpec.Module("module").Issue(TlsBed.Root));
        bed.Listener.Replace(new ServerIdentity(CertificateSpec.Module("far").Issue(issuing), [issuing, TlsBed.Root]), bed.Verifier.Trust);
        string output = Client(bed, "-tls1_2", "-showcerts");
        Assert.Contains("Verify return code: 0 (ok)", output);
        Assert.Contains("1 s:CN = issuing", output);
        bed.Accept();
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public void A_client_without_a_certificate_gets_no_session(string version)
    {
        using var bed = new TlsBed();
        (_, _, string ca) = TlsBed.WriteFiles(_directory, Anna);
        OpenSsl.Run("s_client", "-connect", "127.0.0.1:" + bed.Port, "-CAfile", ca, version);
        Assert.AreEqual(HandshakeFault.NoCertificate, (HandshakeFault)bed.Refusal().A);
        Assert.IsNull(bed.Listener.Accept(bed.Clock.Now));
    }

    private string Client(TlsBed bed, params string[] options)
    {
        return OpenSsl.Run(Arguments(bed, options)).Output;
    }

    private string[] Arguments(TlsBed bed, params string[] options)
    {
        (string certificate, string key, string ca) = TlsBed.WriteFiles(_directory, Anna);
        return ["s_client", "-connect", "127.0.0.1:" + bed.Port, "-cert", certificate, "-key", key, "-CAfile", ca, .. options];
    }
}
