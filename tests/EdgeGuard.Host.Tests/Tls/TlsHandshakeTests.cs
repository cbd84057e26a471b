using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Pki;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class TlsHandshakeTests
{
    private static readonly X509Certificate2 Anna =
        (new CertificateSpec("anna") with { Extra = [RoleExtension.Create("Operator")] }).Issue(TlsBed.Root);

    [TestMethod]
    public void A_client_comes_in_with_its_role_subject_fingerprint_and_address()
    {
        using var bed = new TlsBed();
        Peer peer = bed.Connect(Anna).Link.Peer;
        Assert.AreEqual(PeerTransport.Tls, peer.Transport);
        Assert.AreEqual("Operator", peer.Role);
        Assert.AreEqual("CN=anna", peer.Subject);
        Assert.AreEqual("127.0.0.1", peer.Address);
        Assert.AreEqual(Anna.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant(), peer.Fingerprint);
        Assert.AreEqual(new System.DateTimeOffset(Anna.NotAfter).ToUnixTimeMilliseconds(), peer.ValidUntil);
        Assert.AreEqual(1u, bed.Counters.Read(Counter.HandshakesOk));
        Assert.AreEqual(0, bed.Events.Count(EventCode.NullRole));
    }

    [TestMethod]
    public void Both_kinds_of_key_meet_on_both_sides()
    {
        X509Certificate2 rsaModule = (CertificateSpec.Module("rsa module") with { RsaBits = 2048 }).Issue(TlsBed.Root);
        X509Certificate2 rsaClient = (new CertificateSpec("rsa client") with { RsaBits = 2048 }).Issue(TlsBed.Root);
        foreach (X509Certificate2? module in (X509Certificate2?[])[null, rsaModule])
        {
            foreach (X509Certificate2 client in (X509Certificate2[])[Anna, rsaClient])
            {
                using var bed = new TlsBed(module: module);
                (TlsClientLink client, TlsLink link) ends = bed.Connect(client);
                AssertTalks(bed, ends.client, ends.link);
            }
        }
    }

    [TestMethod]
    public void A_client_with_an_intermediate_CA_sends_it_along_and_comes_in()
    {
        X509Certificate2 issuing = CertificateSpec.Ca("issuing").Issue(TlsBed.Root);
        X509Certificate2 client = (new CertificateSpec("far") with { Extra = [RoleExtension.Create("Engineer")] }).Issue(issuing);
        using var bed = new TlsBed();
        Assert.AreEqual("Engineer", bed.Connect(client, issuing).Link.Peer.Role);
    }

    [TestMethod]
    public void A_client_without_a_certificate_is_refused()
    {
        using var bed = new TlsBed();
        RecordedEvent refusal = bed.AssertRefused(HandshakeFault.NoCertificate, null);
        Assert.AreEqual("127.0.0.1", refusal.Peer!.Address);
        Assert.IsNull(refusal.Peer.Role);
    }

    [TestMethod]
    public void A_stranger_is_refused_and_what_its_certificate_says_is_not_repeated()
    {
        X509Certificate2 stranger = CertificateSpec.Ca("site").Issue();
        using var bed = new TlsBed();
        RecordedEvent refusal = bed.AssertRefused(HandshakeFault.UntrustedChain, new CertificateSpec("liar").Issue(stranger), stranger);
        Assert.AreEqual("", refusal.Peer!.Subject);
        Assert.AreEqual("", refusal.Peer.Fingerprint);
    }

    [TestMethod]
    public void A_client_of_ours_that_is_refused_is_named()
    {
        using var bed = new TlsBed();
        X509Certificate2 old = (new CertificateSpec("old") with { To = CertificateSpec.Now.AddMinutes(-1) }).Issue(TlsBed.Root);
        Assert.AreEqual("CN=old", bed.AssertRefused(HandshakeFault.Expired, old).Peer!.Subject);
    }

    [TestMethod]
    public void A_self_signed_client_is_refused()
    {
        using var bed = new TlsBed();
        bed.AssertRefused(HandshakeFault.UntrustedChain, new CertificateSpec("self").Issue());
    }

    [TestMethod]
    public void A_client_that_is_not_valid_yet_is_refused()
    {
        using var bed = new TlsBed();
        bed.AssertRefused(
            HandshakeFault.NotYetValid, (new CertificateSpec("new") with { From = CertificateSpec.Now.AddHours(1) }).Issue(TlsBed.Root));
    }

    [TestMethod]
    public void A_certificate_without_a_purpose_is_not_a_clients()
    {
        using var bed = new TlsBed();
        bed.AssertRefused(HandshakeFault.WrongUsage, (new CertificateSpec("none") with { Purpose = null }).Issue(TlsBed.Root));
    }

    [TestMethod]
    public void A_revoked_client_is_refused()
    {
        var trust = new TrustStore([TlsBed.Root], [Crl.Read(Crl.Der(TlsBed.Root, Anna))]);
        using var bed = new TlsBed(trust: trust);
        bed.AssertRefused(HandshakeFault.Revoked, Anna);
    }

    [TestMethod]
    public void No_role_two_roles_an_empty_one_and_one_of_a_wrong_type_come_in_with_the_NULL_role()
    {
        var wrongType = new X509Extension(RoleExtension.Oid, [0x13, 0x08, .. "Operator"u8], false);
        AssertNullRole(RoleFault.Absent);
        AssertNullRole(RoleFault.Twice, RoleExtension.Create("Operator"), DoubleRole.Marker("Engineer"));
        AssertNullRole(RoleFault.Empty, RoleExtension.Create(""));
        AssertNullRole(RoleFault.WrongType, wrongType);
        AssertNullRole(RoleFault.TooLong, RoleExtension.Create(new string('x', 65)));
    }

    [TestMethod]
    public void New_trust_ends_the_links_of_clients_it_revokes_and_no_others()
    {
        using var bed = new TlsBed();
        X509Certificate2 bob = new CertificateSpec("bob").Issue(TlsBed.Root);
        (TlsClientLink annaClient, TlsLink annaLink) = bed.Connect(Anna);
        (TlsClientLink bobClient, TlsLink bobLink) = bed.Connect(bob);
        var revoked = new TrustStore([TlsBed.Root], [Crl.Read(Crl.Der(TlsBed.Root, Anna))]);
        Assert.AreEqual(1, bed.Listener.Replace(new ServerIdentity(CertificateSpec.Module("next").Issue(TlsBed.Root), []), revoked));
        Assert.AreEqual(0, annaLink.Read(new byte[1], 0, 1, bed.Patience), "the link has ended");
        Assert.AreEqual(0, annaClient.Read(new byte[1], 0, 1, bed.Patience), "the client sees it end");
        AssertTalks(bed, bobClient, bobLink);
        RecordedEvent ended = bed.Events.Only(EventCode.SessionRevoked);
        Assert.AreEqual(HandshakeFault.Revoked, (HandshakeFault)ended.A);
        Assert.AreEqual("CN=anna", ended.Peer!.Subject);
        Assert.AreEqual(1, bed.Events.Only(EventCode.TrustChanged).A);
        bed.Dial(Anna);
        Assert.AreEqual(HandshakeFault.Revoked, (HandshakeFault)bed.Refusal().A);
    }

    [TestMethod]
    public void With_a_gateway_sessions_end_by_its_hand_and_are_told_of_once()
    {
        using var bed = new TlsBed();
        TlsLink link = bed.Connect(Anna).Link;
        HandshakeFault told = HandshakeFault.None;
        bed.Listener.EndSessions = check =>
        {
            told = check.Check(link.Peer);
            return 1;
        };
        bed.Clock.UtcOffset = 31L * 86_400_000;
        Assert.AreEqual(1, bed.Listener.Recheck());
        Assert.AreEqual(HandshakeFault.Expired, told);
        Assert.AreEqual(0, bed.Events.Count(EventCode.SessionRevoked));
        Assert.AreEqual(0, link.Read(new byte[1], 0, 1, bed.Patience));
    }

    [TestMethod]
    public void Links_are_verified_again_by_themselves_when_the_time_comes()
    {
        using var bed = new TlsBed(TlsBed.Usual with { RecheckMs = 20 });
        TlsLink link = bed.Connect(Anna).Link;
        bed.Clock.UtcOffset = 31L * 86_400_000;
        Assert.AreEqual(0, link.Read(new byte[1], 0, 1, bed.Patience));
        Assert.AreEqual(HandshakeFault.Expired, (HandshakeFault)bed.Events.Only(EventCode.SessionRevoked).A);
    }

    [TestMethod]
    public void A_list_that_runs_out_raises_one_alarm()
    {
        var stale = new TrustStore(
            [TlsBed.Root], [Crl.Read(Crl.Der(TlsBed.Root, CertificateSpec.Now.AddDays(-9), CertificateSpec.Now.AddHours(-5.5)))]);
        using var bed = new TlsBed(TlsBed.Usual with { RecheckMs = 5 }, trust: stale);
        TlsBed.WaitFor(() => bed.Events.Count(EventCode.CrlStale) > 0, "no alarm");
        System.Threading.Thread.Sleep(50);
        Assert.AreEqual(5, bed.Events.Only(EventCode.CrlStale).A);
    }

    [TestMethod]
    public void A_link_that_was_closed_is_not_verified_any_more()
    {
        using var bed = new TlsBed();
        TlsLink link = bed.Connect(Anna).Link;
        link.Close();
        bed.Clock.UtcOffset = 31L * 86_400_000;
        Assert.AreEqual(0, bed.Listener.Recheck());
    }

    private static void AssertNullRole(RoleFault expected, params X509Extension[] extensions)
    {
        using var bed = new TlsBed();
        X509Certificate2 client = DoubleRole.Unmask(
            (new CertificateSpec("nobody") with { Extra = extensions }).Issue(TlsBed.Root), TlsBed.Root);
        (TlsClientLink end, TlsLink link) = bed.Connect(client);
        Assert.IsNull(link.Peer.Role);
        Assert.AreEqual("CN=nobody", link.Peer.Subject);
        Assert.AreEqual(expected, (RoleFault)bed.Events.Only(EventCode.NullRole).A);
        AssertTalks(bed, end, link);
    }

    internal static void AssertTalks(TlsBed bed, ILink client, ILink link)
    {
        byte[] buffer = new byte[16];
        Assert.IsTrue(client.Write([1, 2, 3], 0, 3, bed.Patience));
        Assert.AreEqual(3, link.Read(buffer, 4, 12, bed.Patience));
        Assert.AreEqual(3, buffer[6]);
        Assert.IsTrue(link.Write([9], 0, 1, bed.Patience));
        Assert.AreEqual(1, client.Read(buffer, 0, 16, bed.Patience));
        Assert.AreEqual(9, buffer[0]);
    }
}
