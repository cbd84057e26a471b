using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class PeerVerifierTests
{
    private const long DayMs = 86_400_000;

    private static readonly X509Certificate2 Root = CertificateSpec.Ca("root").Issue();
    private static readonly X509Certificate2 Issuing = CertificateSpec.Ca("issuing").Issue(Root);
    private static readonly X509Certificate2 Client = new CertificateSpec("client").Issue(Root);
    private static readonly X509Certificate2 FarClient = new CertificateSpec("far").Issue(Issuing);

    private readonly TestClock _clock = new();

    [TestMethod]
    public void A_client_of_the_CA_comes_in_until_the_first_certificate_of_its_chain_runs_out()
    {
        PeerVerdict verdict = Verifier(Trust(null)).Verify(Chain(Client));
        Assert.AreEqual(HandshakeFault.None, verdict.Fault);
        Assert.AreEqual(new DateTimeOffset(Client.NotAfter).ToUnixTimeMilliseconds(), verdict.ValidUntil);
        X509Certificate2 shortLived = (CertificateSpec.Ca("short") with { To = CertificateSpec.Now.AddDays(5) }).Issue(Root);
        X509Certificate2 leaf = new CertificateSpec("leaf").Issue(shortLived);
        Assert.AreEqual(
            new DateTimeOffset(shortLived.NotAfter).ToUnixTimeMilliseconds(), Verifier(Trust(null)).Verify(
                Chain(leaf, shortLived)).ValidUntil);
    }

    [TestMethod]
    public void Nothing_verified_is_refused()
    {
        Assert.IsFalse(default(PeerVerdict).IsGood);
    }

    [TestMethod]
    public void A_client_of_another_CA_of_the_same_name_is_refused()
    {
        X509Certificate2 stranger = CertificateSpec.Ca("root").Issue();
        AssertFault(HandshakeFault.UntrustedChain, Chain(new CertificateSpec("client").Issue(stranger), stranger));
    }

    [TestMethod]
    public void A_self_signed_client_is_refused_also_when_it_is_in_the_bundle()
    {
        X509Certificate2 self = new CertificateSpec("self").Issue();
        AssertFault(HandshakeFault.UntrustedChain, Chain(self));
        var trust = new TrustStore([Root, self], null);
        Assert.AreEqual(HandshakeFault.UntrustedChain, Verifier(trust).Verify(Chain(self)).Fault);
    }

    [TestMethod]
    public void The_CA_itself_is_not_a_client()
    {
        AssertFault(HandshakeFault.UntrustedChain, Chain(Root));
        AssertFault(HandshakeFault.WrongUsage, Chain(Issuing));
    }

    [TestMethod]
    public void An_intermediate_CA_may_come_from_the_client_or_from_the_bundle_and_must_come_from_somewhere()
    {
        AssertFault(HandshakeFault.None, Chain(FarClient, Issuing));
        AssertFault(HandshakeFault.UntrustedChain, Chain(FarClient));
        Assert.AreEqual(HandshakeFault.None, Verifier(new TrustStore([Root, Issuing], null)).Verify(Chain(FarClient)).Fault);
    }

    [TestMethod]
    public void An_intermediate_CA_alone_in_the_bundle_is_no_root()
    {
        Assert.AreEqual(HandshakeFault.UntrustedChain, Verifier(new TrustStore([Issuing], null)).Verify(Chain(FarClient, Root)).Fault);
    }

    [TestMethod]
    public void A_root_that_only_the_client_brings_is_not_trusted()
    {
        X509Certificate2 own = CertificateSpec.Ca("own").Issue();
        AssertFault(HandshakeFault.UntrustedChain, Chain(new CertificateSpec("client").Issue(own), own));
    }

    [TestMethod]
    public void A_client_must_not_issue_certificates()
    {
        AssertFault(HandshakeFault.IssuerNotCa, Chain(new CertificateSpec("grandchild").Issue(Client), Client));
    }

    [TestMethod]
    public void A_CA_without_the_right_to_sign_certificates_is_none()
    {
        X509Certificate2 listsOnly = (CertificateSpec.Ca("lists only") with { KeyUsage = X509KeyUsageFlags.CrlSign }).Issue(Root);
        HandshakeFault fault = Verifier(Trust(null)).Verify(Chain(new CertificateSpec("client").Issue(listsOnly), listsOnly)).Fault;
        Assert.IsTrue(fault is HandshakeFault.IssuerNotCa or HandshakeFault.WrongUsage, fault.ToString());
    }

    [TestMethod]
    public void A_path_longer_than_a_CA_allows_is_refused()
    {
        X509Certificate2 last = (CertificateSpec.Ca("last") with { PathLength = 0 }).Issue(Root);
        X509Certificate2 beyond = CertificateSpec.Ca("beyond").Issue(last);
        AssertFault(HandshakeFault.IssuerNotCa, Chain(new CertificateSpec("client").Issue(beyond), beyond, last));
    }

    [TestMethod]
    public void A_chain_longer_than_the_limit_is_refused()
    {
        X509Certificate2 ca = Root;
        var issuers = new X509Certificate2Collection();
        for (int i = 0; i < 4; i++)
        {
            ca = CertificateSpec.Ca("ca" + i).Issue(ca);
            issuers.Add(ca);
        }

        var chain = new PeerChain(new CertificateSpec("client").Issue(ca), issuers);
        Assert.AreEqual(HandshakeFault.ChainTooLong, Verifier(Trust(null)).Verify(chain).Fault);
    }

    [TestMethod]
    public void Dates_are_judged_by_the_modules_clock()
    {
        AssertFault(
            HandshakeFault.Expired, Chain((new CertificateSpec("old") with { To = CertificateSpec.Now.AddMinutes(-1) }).Issue(Root)));
        AssertFault(
            HandshakeFault.NotYetValid, Chain((new CertificateSpec("new") with { From = CertificateSpec.Now.AddHours(1) }).Issue(Root)));
        _clock.UtcOffset = 31 * DayMs;
        AssertFault(HandshakeFault.Expired, Chain(Client));
        _clock.UtcOffset = -2 * DayMs;
        AssertFault(HandshakeFault.NotYetValid, Chain(Client));
    }

    [TestMethod]
    public void An_issuer_that_has_run_out_is_refused_too()
    {
        X509Certificate2 old = (CertificateSpec.Ca("old") with { To = CertificateSpec.Now.AddMinutes(-1) }).Issue(Root);
        AssertFault(
            HandshakeFault.Expired,
            Chain((new CertificateSpec("client") with { To = CertificateSpec.Now.AddMinutes(-2) }).Issue(old), old));
        AssertFault(HandshakeFault.Expired, Chain(new CertificateSpec("client").Issue(old), old));
    }

    [TestMethod]
    public void The_expiry_grace_counts_from_the_end_and_no_longer()
    {
        var options = new PeerVerifierOptions { ExpiryGraceMs = DayMs };
        var verifier = new PeerVerifier(Trust(null), options, _clock);
        long left = new DateTimeOffset(Client.NotAfter).ToUnixTimeMilliseconds() - _clock.Utc;
        _clock.UtcOffset = left + DayMs - 60_000;
        Assert.AreEqual(HandshakeFault.None, verifier.Verify(Chain(Client)).Fault);
        _clock.UtcOffset = left + DayMs + 60_000;
        Assert.AreEqual(HandshakeFault.Expired, verifier.Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void A_clock_that_nobody_set_lets_nobody_in()
    {
        _clock.Trust = ClockTrust.Unset;
        AssertFault(HandshakeFault.ClockUntrusted, Chain(Client));
        var lenient = new PeerVerifier(Trust(null), new PeerVerifierOptions { UntrustedClock = UntrustedClock.Floor }, _clock);
        Assert.AreEqual(HandshakeFault.ClockUntrusted, lenient.Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void A_clock_that_is_only_a_floor_lets_in_where_the_settings_say_so()
    {
        _clock.Trust = ClockTrust.Floor;
        AssertFault(HandshakeFault.ClockUntrusted, Chain(Client));
        var lenient = new PeerVerifier(Trust(null), new PeerVerifierOptions { UntrustedClock = UntrustedClock.Floor }, _clock);
        Assert.AreEqual(HandshakeFault.None, lenient.Verify(Chain(Client)).Fault);
        _clock.UtcOffset = -50 * DayMs;
        Assert.AreEqual(HandshakeFault.None, lenient.Verify(Chain(Client)).Fault, "what begins after the floor may have begun");
        _clock.UtcOffset = 31 * DayMs;
        Assert.AreEqual(HandshakeFault.Expired, lenient.Verify(Chain(Client)).Fault, "what ended before the floor has ended");
    }

    [TestMethod]
    public void Only_certificates_for_TLS_clients_are_clients()
    {
        AssertFault(
            HandshakeFault.WrongUsage, Chain((new CertificateSpec("server") with { Purpose = CertificateSpec.ServerAuth }).Issue(Root)));
        AssertFault(HandshakeFault.WrongUsage, Chain((new CertificateSpec("any") with { Purpose = "2.5.29.37.0" }).Issue(Root)));
        AssertFault(HandshakeFault.WrongUsage, Chain((new CertificateSpec("none") with { Purpose = null }).Issue(Root)));
        X509Certificate2 forEncryption = (
            new CertificateSpec("encrypts") with { KeyUsage = X509KeyUsageFlags.KeyEncipherment }).Issue(Root);
        AssertFault(HandshakeFault.WrongUsage, Chain(forEncryption));
    }

    [TestMethod]
    public void RSA_clients_come_in_from_2048_bits_on()
    {
        AssertFault(HandshakeFault.None, Chain((new CertificateSpec("rsa") with { RsaBits = 2048 }).Issue(Root)));
        AssertFault(HandshakeFault.WeakKey, Chain((new CertificateSpec("rsa") with { RsaBits = 1024 }).Issue(Root)));
    }

    [TestMethod]
    public void An_RSA_CA_may_issue_for_both_kinds_of_key()
    {
        X509Certificate2 rsaRoot = (CertificateSpec.Ca("rsa root") with { RsaBits = 2048 }).Issue();
        PeerVerifier verifier = Verifier(new TrustStore([rsaRoot], null));
        Assert.AreEqual(HandshakeFault.None, verifier.Verify(Chain(new CertificateSpec("ec").Issue(rsaRoot))).Fault);
        Assert.AreEqual(
            HandshakeFault.None, verifier.Verify(Chain((new CertificateSpec("rsa") with { RsaBits = 3072 }).Issue(rsaRoot))).Fault);
    }

    [TestMethod]
    public void Signatures_with_SHA_1_do_not_count()
    {
        X509Certificate2 rsaRoot = (CertificateSpec.Ca("rsa root") with { RsaBits = 2048 }).Issue();
        X509Certificate2 weak = (new CertificateSpec("weak") with { Hash = HashAlgorithmName.SHA1 }).Issue(rsaRoot);
        HandshakeFault fault = Verifier(new TrustStore([rsaRoot], null)).Verify(Chain(weak)).Fault;
        // The library may refuse it before we look, by its own security level.
        Assert.IsTrue(fault is HandshakeFault.WeakSignature or HandshakeFault.UntrustedChain, fault.ToString());
    }

    [TestMethod]
    public void Longer_hashes_count()
    {
        AssertFault(HandshakeFault.None, Chain((new CertificateSpec("sha384") with { Hash = HashAlgorithmName.SHA384 }).Issue(Root)));
        AssertFault(HandshakeFault.None, Chain((new CertificateSpec("sha512") with { Hash = HashAlgorithmName.SHA512 }).Issue(Root)));
    }

    [TestMethod]
    public void A_critical_extension_that_nobody_knows_is_refused()
    {
        var unknown = new X509Extension("1.3.6.1.4.1.99999.1", [0x05, 0x00], critical: true);
        AssertFault(HandshakeFault.Malformed, Chain((new CertificateSpec("odd") with { Extra = [unknown] }).Issue(Root)));
    }

    [TestMethod]
    public void A_certificate_whose_signature_was_tampered_with_is_refused()
    {
        byte[] der = Client.RawData;
        der[^1] ^= 1;
        AssertFault(HandshakeFault.UntrustedChain, new PeerChain(X509CertificateLoader.LoadCertificate(der), null));
    }

    [TestMethod]
    public void A_revoked_client_is_refused_and_its_neighbour_is_not()
    {
        X509Certificate2 neighbour = new CertificateSpec("neighbour").Issue(Root);
        TrustStore trust = Trust(Crl.Der(Root, Client));
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(trust).Verify(Chain(Client)).Fault);
        Assert.AreEqual(HandshakeFault.None, Verifier(trust).Verify(Chain(neighbour)).Fault);
    }

    [TestMethod]
    public void A_revoked_intermediate_CA_takes_its_clients_with_it()
    {
        var trust = new TrustStore([Root], [Crl.Read(Crl.Der(Root, Issuing)), Crl.Read(Crl.Der(Issuing))]);
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(trust).Verify(Chain(FarClient, Issuing)).Fault);
    }

    [TestMethod]
    public void Every_CA_of_the_chain_needs_its_list()
    {
        var rootOnly = new TrustStore([Root], [Crl.Read(Crl.Der(Root))]);
        Assert.AreEqual(HandshakeFault.CrlMissing, Verifier(rootOnly).Verify(Chain(FarClient, Issuing)).Fault);
        var both = new TrustStore([Root], [Crl.Read(Crl.Der(Root)), Crl.Read(Crl.Der(Issuing))]);
        Assert.AreEqual(HandshakeFault.None, Verifier(both).Verify(Chain(FarClient, Issuing)).Fault);
        Assert.AreEqual(HandshakeFault.CrlMissing, Verifier(new TrustStore([Root], [])).Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void A_list_with_another_keys_signature_is_no_list()
    {
        X509Certificate2 impostor = CertificateSpec.Ca("root").Issue();
        Assert.AreEqual(HandshakeFault.CrlMissing, Verifier(Trust(Crl.Der(impostor, Client))).Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void A_stale_list_refuses_or_is_accepted_as_the_settings_say_and_still_revokes()
    {
        TrustStore stale = Trust(Crl.Der(Root, CertificateSpec.Now.AddDays(-9), CertificateSpec.Now.AddDays(-2), FarClient));
        Assert.AreEqual(HandshakeFault.CrlStale, Verifier(stale).Verify(Chain(Client)).Fault);
        var lenient = new PeerVerifier(stale, new PeerVerifierOptions { StaleCrl = StaleCrl.Accept }, _clock);
        Assert.AreEqual(HandshakeFault.None, lenient.Verify(Chain(Client)).Fault);
        TrustStore staleAndRevoked = Trust(Crl.Der(Root, CertificateSpec.Now.AddDays(-9), CertificateSpec.Now.AddDays(-2), Client));
        lenient.Trust = staleAndRevoked;
        Assert.AreEqual(HandshakeFault.Revoked, lenient.Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void A_list_of_clients_alone_is_whole_for_clients_and_says_nothing_of_CAs()
    {
        TrustStore trust = Trust(Crl.OfPart(Root, Crl.OnlyClients("http://ca.plant/1.0/crl"), Client));
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(trust).Verify(Chain(Client)).Fault);
        Assert.AreEqual(HandshakeFault.None, Verifier(trust).Verify(Chain(new CertificateSpec("other").Issue(Root))).Fault);
        var both = new TrustStore([Root], [Crl.Read(Crl.OfPart(Root, Crl.OnlyClients())), Crl.Read(Crl.Der(Issuing))]);
        Assert.AreEqual(HandshakeFault.CrlMissing, Verifier(both).Verify(Chain(FarClient, Issuing)).Fault);
    }

    [TestMethod]
    public void A_certificate_that_names_a_place_is_looked_up_in_the_list_of_that_place()
    {
        X509Certificate2 here = (new CertificateSpec("here") with { Extra = [Crl.PointOf("http://ca/1")] }).Issue(Root);
        X509Certificate2 there = (new CertificateSpec("there") with { Extra = [Crl.PointOf("http://ca/2")] }).Issue(Root);
        TrustStore first = Trust(Crl.OfPart(Root, Crl.At("http://ca/0", "http://ca/1")));
        Assert.AreEqual(HandshakeFault.None, Verifier(first).Verify(Chain(here)).Fault);
        Assert.AreEqual(
            HandshakeFault.CrlMissing, Verifier(first).Verify(Chain(there)).Fault, "its revocation would stand in another list");
        var both = new TrustStore(
            [Root], [Crl.Read(Crl.OfPart(Root, Crl.At("http://ca/1"))), Crl.Read(Crl.OfPart(Root, Crl.At("http://ca/2"), there, Client))]);
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(both).Verify(Chain(there)).Fault);
        Assert.AreEqual(HandshakeFault.None, Verifier(both).Verify(Chain(here)).Fault);
        Assert.AreEqual(
            HandshakeFault.Revoked, Verifier(both).Verify(Chain(Client)).Fault, "it names no place, so every list may be its own");
    }

    [TestMethod]
    public void A_list_that_begins_in_the_future_counts_and_its_revocations_too()
    {
        TrustStore early = Trust(Crl.Der(Root, CertificateSpec.Now.AddMinutes(1), CertificateSpec.Now.AddDays(30), FarClient, Client));
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(early).Verify(Chain(Client)).Fault);
        Assert.AreEqual(HandshakeFault.None, Verifier(early).Verify(Chain(new CertificateSpec("other").Issue(Root))).Fault);
    }

    [TestMethod]
    public void How_far_a_certificate_is_off_its_dates_is_known()
    {
        X509Certificate2 early = (new CertificateSpec("early") with { From = CertificateSpec.Now.AddHours(2) }).Issue(Root);
        PeerVerdict verdict = Verifier(Trust(null)).Verify(Chain(early));
        Assert.AreEqual(HandshakeFault.NotYetValid, verdict.Fault);
        Assert.AreEqual(120, verdict.OffMinutes, 1);
        X509Certificate2 old = (
            new CertificateSpec("old") with { From = CertificateSpec.Now.AddHours(-5), To = CertificateSpec.Now.AddHours(-1) }).Issue(Root);
        Assert.AreEqual(60, Verifier(Trust(null)).Verify(Chain(old)).OffMinutes, 1);
    }

    [TestMethod]
    public void Of_two_lists_of_one_CA_the_newer_one_counts()
    {
        RevocationList older = Crl.Read(Crl.Der(Root, CertificateSpec.Now.AddDays(-3), CertificateSpec.Now.AddDays(4)));
        RevocationList newer = Crl.Read(Crl.Der(Root, CertificateSpec.Now.AddDays(-1), CertificateSpec.Now.AddDays(6), Client));
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(new TrustStore([Root], [older, newer])).Verify(Chain(Client)).Fault);
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(new TrustStore([Root], [newer, older])).Verify(Chain(Client)).Fault);
    }

    [TestMethod]
    public void Two_CAs_of_one_name_have_their_lists_side_by_side_while_a_key_is_changed()
    {
        X509Certificate2 next = CertificateSpec.Ca("root").Issue();
        X509Certificate2 nextClient = new CertificateSpec("next").Issue(next);
        var trust = new TrustStore([Root, next], [Crl.Read(Crl.Der(Root, Client)), Crl.Read(Crl.Der(next))]);
        Assert.AreEqual(HandshakeFault.Revoked, Verifier(trust).Verify(Chain(Client)).Fault);
        Assert.AreEqual(HandshakeFault.None, Verifier(trust).Verify(Chain(nextClient)).Fault);
    }

    private static PeerChain Chain(X509Certificate2 leaf, params X509Certificate2[] others)
    {
        return new PeerChain(leaf, [.. others]);
    }

    private static TrustStore Trust(byte[]? crl)
    {
        return new TrustStore([Root], crl == null ? null : [Crl.Read(crl)]);
    }

    private PeerVerifier Verifier(TrustStore trust)
    {
        return new PeerVerifier(trust, new PeerVerifierOptions(), _clock);
    }

    private void AssertFault(HandshakeFault expected, PeerChain chain)
    {
        Assert.AreEqual(expected, Verifier(Trust(null)).Verify(chain).Fault);
    }
}
