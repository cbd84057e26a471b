using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>Nobody keeps a legitimate client out by being silent or slow. Deadlines are so long here that only room and
/// fairness can let anybody in; nothing is measured.</summary>
[TestClass]
public class TlsListenerFloodTests
{
    private const int Long = 600_000;

    private static readonly X509Certificate2 Client = new CertificateSpec("client").Issue(TlsBed.Root);

    private static readonly TlsListenerOptions Patient = new()
    {
        EndPoint = TlsBed.Loopback,
        HandshakeMs = Long,
        FairHandshakeMs = Long,
        Waiting = 64,
        Handshakes = 4,
    };

    [TestMethod]
    public void A_thousand_silent_connections_from_its_own_address_do_not_keep_a_client_out()
    {
        using var bed = new TlsBed(Patient);
        for (int i = 0; i < 1000; i++) bed.Knock();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        TlsHandshakeTests.AssertTalks(bed, client, link);
        Assert.AreEqual(1u, bed.Counters.Read(Counter.HandshakesOk));
    }

    [TestMethod]
    public void Connections_that_stop_in_the_middle_of_their_first_message_are_as_good_as_silent()
    {
        using var bed = new TlsBed(Patient);
        for (int i = 0; i < 200; i++) bed.Knock().Send(ClientHello.Bytes, 0, 20 + i % 50, SocketFlags.None);
        bed.Connect(Client);
    }

    [TestMethod]
    public void A_silent_client_that_speaks_at_last_comes_in_like_any_other()
    {
        using var bed = new TlsBed(Patient);
        Socket socket = bed.Knock();
        foreach (byte b in ClientHello.Bytes) socket.Send([b]);
        byte[] answer = new byte[5];
        socket.ReceiveTimeout = TlsBed.PatienceMs;
        Assert.AreEqual(5, socket.Receive(answer));
        Assert.AreEqual(22, answer[0], "the server's handshake message");
    }

    [TestMethod]
    public void Another_address_that_stalls_in_its_handshakes_has_half_the_slots_at_most()
    {
        using var bed = new TlsBed(Patient);
        for (int i = 0; i < 20; i++) Stall(bed, "127.0.0.2");
        bed.Connect(Client);
    }

    [TestMethod]
    public void Handshakes_of_its_own_address_that_stall_give_way_to_a_client()
    {
        using var bed = new TlsBed(Patient with { FairHandshakeMs = 50 });
        for (int i = 0; i < 20; i++) Stall(bed, "127.0.0.1");
        bed.Connect(Client);
        TlsBed.WaitFor(() => bed.Events.Count(EventCode.HandshakeRefused) > 0, "nobody gave way");
        foreach (RecordedEvent e in bed.Events.All)
        {
            if (e.Code == EventCode.HandshakeRefused) Assert.AreEqual(HandshakeFault.TooSlow, (HandshakeFault)e.A);
        }
    }

    [TestMethod]
    public void Silent_connections_go_when_their_time_is_over()
    {
        using var bed = new TlsBed(Patient with { HandshakeMs = 100 });
        Socket socket = bed.Knock();
        socket.ReceiveTimeout = TlsBed.PatienceMs;
        Assert.AreEqual(0, ReceiveEnd(socket));
        Assert.AreEqual(HandshakeFault.Silent, (HandshakeFault)bed.Refusal().A);
    }

    [TestMethod]
    public void A_handshake_that_stalls_ends_when_its_time_is_over()
    {
        using var bed = new TlsBed(Patient with { HandshakeMs = 100 });
        Stall(bed, "127.0.0.1");
        Assert.AreEqual(HandshakeFault.TooSlow, (HandshakeFault)bed.Refusal().A);
    }

    [TestMethod]
    public void Who_is_turned_away_shows_in_a_trace_with_the_reason()
    {
        using var bed = new TlsBed(Patient);
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Link), bed.Clock)!;
        bed.Knock().Send([0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1]);
        bed.Refusal();
        var record = new TraceRecord();
        // The event comes first.
        TlsBed.WaitFor(() => tap.Read(record), "nothing is traced");
        Assert.AreEqual("rejected, " + HandshakeFaultText.Of(HandshakeFault.NotTls) + "  127.0.0.1", TraceText.Text(record));
        Assert.IsFalse(tap.Read(record));
    }

    [TestMethod]
    public void Plain_Modbus_is_told_apart_and_goes_at_once()
    {
        using var bed = new TlsBed(Patient);
        Socket socket = bed.Knock();
        socket.Send([0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1]);
        Assert.AreEqual(HandshakeFault.NotTls, (HandshakeFault)bed.Refusal().A);
        Assert.AreEqual(0, ReceiveEnd(socket));
    }

    [TestMethod]
    public void A_client_that_goes_away_again_is_a_refusal_and_nothing_more()
    {
        using var bed = new TlsBed(Patient);
        bed.Knock().Close();
        Assert.AreEqual(HandshakeFault.Silent, (HandshakeFault)bed.Refusal().A);
        bed.Connect(Client);
    }

    [TestMethod]
    public void Nonsense_behind_a_good_beginning_ends_that_handshake_only()
    {
        using var bed = new TlsBed(Patient);
        byte[] nonsense = new byte[ClientHello.Bytes.Length];
        ClientHello.Bytes.AsSpan(0, 6).CopyTo(nonsense);
        bed.Knock().Send(nonsense);
        Assert.AreEqual(HandshakeFault.Protocol, (HandshakeFault)bed.Refusal().A);
        bed.Connect(Client);
    }

    [TestMethod]
    public void Close_wakes_who_accepts_and_ends_everybody_who_waits()
    {
        using var bed = new TlsBed(Patient);
        Socket silent = bed.Knock();
        Stall(bed, "127.0.0.1");
        TlsClientLink? untaken = bed.Dial(Client);
        Assert.IsNotNull(untaken);
        TlsBed.WaitFor(() => bed.Counters.Read(Counter.HandshakesOk) == 1, "the client did not come in");
        Assert.IsNotNull(bed.Listener.Accept(bed.Patience));
        IUpstreamLink? link = null;
        var accepting = new System.Threading.Thread(() => link = bed.Listener.Accept(bed.Clock.Now + Long));
        accepting.Start();
        bed.Listener.Close();
        Assert.IsTrue(accepting.Join(TlsBed.PatienceMs));
        Assert.IsNull(link);
        Assert.AreEqual(0, ReceiveEnd(silent));
        Assert.IsNull(bed.Listener.Accept(bed.Patience), "closed for good");
        bed.Listener.Close();
    }

    [TestMethod]
    public void Who_is_silent_has_no_thread_and_those_who_speak_never_more_than_there_are_slots()
    {
        using var bed = new TlsBed(Patient);
        for (int i = 0; i < 20; i++) bed.Knock();
        bed.Connect(Client);
        Assert.AreEqual(1, bed.Listener.HandshakeThreads);
        for (int i = 0; i < 20; i++) Stall(bed, "127.0.0.2");
        for (int i = 0; i < 20; i++) Stall(bed, "127.0.0.3");
        TlsBed.WaitFor(() => bed.Listener.HandshakeThreads == Patient.Handshakes, "there are fewer than slots");
        bed.Listener.Close();
        TlsBed.WaitFor(() => bed.Listener.HandshakeThreads == 0, "a thread stays behind the end");
    }

    [TestMethod]
    public void Links_are_brought_to_whoever_takes_them_those_that_waited_first()
    {
        using var bed = new TlsBed(Patient);
        var heartbeats = new Heartbeats(1);
        var brought = new ConcurrentQueue<IUpstreamLink>();
        bed.Dial(Client);
        TlsBed.WaitFor(() => bed.Counters.Read(Counter.HandshakesOk) == 1, "the client did not come in");
        bed.Listener.Start(brought.Enqueue, heartbeats.Begin(Worker.Listener, 0, long.MaxValue));
        Assert.HasCount(1, brought);
        bed.Dial(Client);
        TlsBed.WaitFor(() => brought.Count == 2, "the second one is not brought");
        Assert.IsNull(bed.Listener.Accept(bed.Clock.Now), "who was brought does not wait besides");
        Assert.AreEqual(1, heartbeats.Count);
        bed.Listener.Close();
        TlsBed.WaitFor(() => heartbeats.Count == 0, "the thread that accepts is watched behind its end");
        foreach (IUpstreamLink link in brought) link.Close();
    }

    [TestMethod]
    public void A_port_that_is_taken_is_a_problem_in_words()
    {
        using var bed = new TlsBed(Patient);
        TlsListenerOptions again = Patient with { EndPoint = bed.Listener.LocalEndPoint };
        var identity = new ServerIdentity(CertificateSpec.Module("module").Issue(TlsBed.Root), []);
        Assert.IsNull(TlsListener.TryOpen(again, identity, bed.Verifier, bed.Clock, bed.Events, bed.Counters, out string problem));
        StringAssert.Contains(problem, "another program listens there");
    }

    private static void Stall(TlsBed bed, string from)
    {
        Socket socket = bed.Knock(IPAddress.Parse(from));
        socket.Send(ClientHello.Bytes);
    }

    // A reset is an end as well.
    private static int ReceiveEnd(Socket socket)
    {
        socket.ReceiveTimeout = TlsBed.PatienceMs;
        int received = socket.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError error);
        Assert.IsTrue(error is SocketError.Success or SocketError.ConnectionReset, error.ToString());
        return received;
    }
}
