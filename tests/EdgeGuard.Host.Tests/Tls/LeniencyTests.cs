using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>What gives way when a setting says so, and the alarm that each of these raises.</summary>
[TestClass]
public class LeniencyTests
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    private static readonly X509Certificate2 Anna = new CertificateSpec("anna").Issue(TlsBed.Root);
    private static readonly X509Certificate2 Old =
        (
            new CertificateSpec("old") with
            {
                From = CertificateSpec.Now.AddDays(-9),
                To = CertificateSpec.Now.AddHours(-5.5),
            }).Issue(TlsBed.Root);

    [TestMethod]
    public void A_client_that_is_let_in_by_grace_raises_one_alarm_with_the_hours_past_its_end()
    {
        using var bed = new TlsBed(leniency: new PeerVerifierOptions { ExpiryGraceMs = DayMs });
        bed.Connect(Old);
        RecordedEvent alarm = bed.Events.Only(EventCode.ExpiredAccepted);
        Assert.AreEqual(5, alarm.A);
        Assert.AreEqual("CN=old", alarm.Peer!.Subject);
        Assert.AreEqual(0, bed.Listener.Recheck());
        Assert.AreEqual(1, bed.Events.Count(EventCode.ExpiredAccepted), "once a link");
    }

    [TestMethod]
    public void A_client_that_runs_out_while_it_is_connected_stays_by_grace_and_raises_one_alarm()
    {
        using var bed = new TlsBed(leniency: new PeerVerifierOptions { ExpiryGraceMs = DayMs });
        (TlsClientLink client, TlsLink link) = bed.Connect(Anna);
        Assert.AreEqual(0, bed.Events.Count(EventCode.ExpiredAccepted));
        bed.Clock.UtcOffset = 30 * DayMs + 3 * HourMs + HourMs / 2;
        Assert.AreEqual(0, bed.Listener.Recheck());
        Assert.AreEqual(0, bed.Listener.Recheck());
        Assert.AreEqual(3, bed.Events.Only(EventCode.ExpiredAccepted).A);
        TlsHandshakeTests.AssertTalks(bed, client, link);
    }

    [TestMethod]
    public void Grace_that_is_taken_back_ends_the_session_at_the_next_look()
    {
        using var bed = new TlsBed(leniency: new PeerVerifierOptions { ExpiryGraceMs = DayMs });
        bed.Connect(Old);
        bed.Verifier.Options = new PeerVerifierOptions();
        Assert.AreEqual(1, bed.Listener.Recheck());
        Assert.AreEqual(HandshakeFault.Expired, (HandshakeFault)bed.Events.Only(EventCode.SessionRevoked).A);
    }

    [TestMethod]
    public void A_floor_clock_that_lets_clients_in_is_told_once()
    {
        using var bed = new TlsBed(leniency: new PeerVerifierOptions { UntrustedClock = UntrustedClock.Floor });
        bed.Clock.Trust = ClockTrust.Floor;
        bed.Connect(Anna);
        bed.Connect(Anna);
        Assert.AreEqual(1, bed.Events.Count(EventCode.ClockNotTrusted));
    }

    [TestMethod]
    public void A_good_client_by_a_trusted_clock_raises_no_alarm()
    {
        using var bed = new TlsBed(leniency: new PeerVerifierOptions { UntrustedClock = UntrustedClock.Floor, ExpiryGraceMs = DayMs });
        bed.Connect(Anna);
        bed.Listener.Recheck();
        Assert.AreEqual(0, bed.Events.Count(EventCode.ClockNotTrusted));
        Assert.AreEqual(0, bed.Events.Count(EventCode.ExpiredAccepted));
    }

    [TestMethod]
    public void The_settings_reach_the_verifier_and_without_them_nothing_gives_way()
    {
        Assert.AreEqual(new PeerVerifierOptions(), Verification(""));
        Assert.AreEqual(
            new PeerVerifierOptions { ExpiryGraceMs = 2 * DayMs, StaleCrl = StaleCrl.Accept, UntrustedClock = UntrustedClock.Floor },
            Verification("peer.expiry-grace 2d\ncrl.stale accept\nclock.untrusted floor\n"));
    }

    private static PeerVerifierOptions Verification(string lines)
    {
        const string Least = "site s\nmodule m\npolicy.file p\nplc.address plc:502\ntls.certificate c\ntls.key k\ntls.ca a\n";
        ModuleSettings? settings = SettingsReader.Read(Least + lines, new ProblemList());
        Assert.IsNotNull(settings);
        return HostSettings.Verification(settings);
    }
}
