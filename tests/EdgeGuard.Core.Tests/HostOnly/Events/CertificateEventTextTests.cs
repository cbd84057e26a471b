namespace EdgeGuard.Core.Tests;

/// <summary>What events say of certificates, lists and reloads.</summary>
[TestClass]
public class CertificateEventTextTests
{
    private static readonly Peer Bob = new(PeerTransport.Tls, "127.0.0.1", "CN=bob", null, "00", 0);

    [TestMethod]
    public void A_client_that_was_refused_is_told_with_the_reason_and_not_with_a_role()
    {
        var record = new EventRecord { Code = EventCode.HandshakeRefused, A = (int)HandshakeFault.Revoked };
        Assert.AreEqual("handshake refused  CN=bob, 127.0.0.1  the certificate is revoked", EventText.Text(record, Bob));
        var nobody = new Peer(PeerTransport.Tls, "127.0.0.1", "", null, "", 0);
        Assert.AreEqual("handshake refused  127.0.0.1  the certificate is revoked", EventText.Text(record, nobody));
    }

    [TestMethod]
    public void A_certificate_outside_its_dates_is_told_with_the_time_that_judged_it()
    {
        var record = new EventRecord
        {
            Code = EventCode.HandshakeRefused,
            A = (int)HandshakeFault.NotYetValid,
            B = 3 * 24 * 60,
            Utc = 1_577_836_800_000,
            Trust = ClockTrust.Trusted,
        };
        Assert.AreEqual(
            "handshake refused  CN=bob, 127.0.0.1  the certificate is not valid yet: by this module's time 2020-01-01 00:00Z it begins "
                + "in 3 days",
            EventText.Text(record, Bob));
        record.A = (int)HandshakeFault.Expired;
        record.B = 61;
        Assert.AreEqual(
            "the certificate has run out: by this module's time 2020-01-01 00:00Z it ended 61 min ago", EventDetailText.Text(record));
        record.B = 10 * 60;
        StringAssert.EndsWith(EventDetailText.Text(record), "it ended 10 hours ago");
    }

    [TestMethod]
    public void A_list_that_begins_later_and_a_reload_that_would_end_everybody_are_told_in_words()
    {
        var record = new EventRecord { Code = EventCode.CrlEarly, A = 1 };
        Assert.AreEqual(
            "revocation list begins later  the list begins in 1 min: this clock or the CA's is wrong", EventText.Text(record, null));
        record = new EventRecord { Code = EventCode.ConfigurationRejected, A = 2, B = (int)HandshakeFault.CrlMissing };
        Assert.AreEqual(
            "configuration refused  2 sessions would end, all of them: no revocation list of the certificate's CA",
            EventText.Text(record, null));
    }
}
