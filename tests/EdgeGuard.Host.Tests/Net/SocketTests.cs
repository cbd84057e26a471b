using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Net;

/// <summary>The contracts of clock, signal, dialer, link and plain listener on the operating system's own.</summary>
[TestClass]
public class SocketTests
{
    private const int PatienceMs = 20_000;
    private const long Long = 600_000;

    private readonly SystemClock _clock = new();

    private long Patience
    {
        get { return _clock.Now + PatienceMs; }
    }

    [TestMethod]
    public void The_clock_goes_forward_and_an_unset_one_has_no_date()
    {
        long before = _clock.Now;
        Thread.Sleep(2);
        Assert.IsTrue(_clock.Now > before);
        Assert.IsTrue(_clock.Utc > 0);
        Assert.AreEqual(0, new SystemClock(ClockTrust.Unset).Utc);
        Assert.AreEqual(ClockTrust.Trusted, _clock.Trust);
    }

    [TestMethod]
    public void On_every_kind_of_connection_bytes_that_nobody_acknowledges_end_it_after_a_minute()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("elsewhere the system's own patience decides");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var dialled = (SocketLink)new TcpDialer("127.0.0.1", port, _clock).Dial(Patience)!;
        using Socket waiting = TcpBind.TryAccept(listener, out _)!;
        var pending = new PendingConnection(waiting, _clock);
        var plain = new PlainLink(
            TcpConnect.Open("127.0.0.1", port, Patience, _clock, out _)!, _clock, new Peer(PeerTransport.Plain, "", "", null, "", 0));
        using Socket broker = BrokerSocket.Connect(listener.LocalEndPoint!, default).GetAwaiter().GetResult();
        Socket[] all = [((ISocketLink)dialled).Socket.Socket, pending.Socket!.Socket, ((ISocketLink)plain).Socket.Socket, broker];
        foreach (Socket socket in all)
        {
            Assert.AreEqual(60_000, SocketLiveness.UnacknowledgedMsOf(socket));
            Assert.AreEqual(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        }
        dialled.Close();
        plain.Close();
    }

    [TestMethod]
    public void A_signal_set_before_counts_once()
    {
        ISignal signal = _clock.CreateSignal();
        signal.Set();
        signal.Set();
        Assert.IsTrue(signal.Wait(_clock.Now));
        Assert.IsFalse(signal.Wait(_clock.Now));
        Assert.IsFalse(signal.Wait(_clock.Now + 5));
    }

    [TestMethod]
    public void A_signal_wakes_who_waits_for_it()
    {
        ISignal signal = _clock.CreateSignal();
        bool isWoken = false;
        var waiting = new Thread(() => isWoken = signal.Wait(long.MaxValue));
        waiting.Start();
        signal.Set();
        Assert.IsTrue(waiting.Join(PatienceMs));
        Assert.IsTrue(isWoken);
    }

    [TestMethod]
    public void Bytes_go_both_ways()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        using (plc)
        {
            Assert.IsTrue(link.Write([1, 2, 3], 1, 2, Patience));
            byte[] buffer = new byte[9];
            Assert.AreEqual(2, plc.Receive(buffer));
            Assert.AreEqual(2, buffer[0]);
            plc.Send([7, 8, 9]);
            Assert.IsTrue(link.Ready(Patience));
            Assert.AreEqual(2, link.Read(buffer, 4, 2, Patience));
            Assert.AreEqual(8, buffer[5]);
            Assert.AreEqual(1, link.Read(buffer, 0, 9, Patience));
        }

        link.Close();
    }

    [TestMethod]
    public void Ready_waits_without_ending_and_a_read_that_waits_too_long_ends()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        using (plc)
        {
            Assert.IsFalse(link.Ready(_clock.Now + 5));
            plc.Send([1]);
            Assert.AreEqual(1, link.Read(new byte[1], 0, 1, Patience));
            Assert.AreEqual(0, link.Read(new byte[1], 0, 1, _clock.Now + 5));
            Assert.IsTrue(link.Ready(_clock.Now));
            Assert.IsFalse(link.Write([1], 0, 1, Patience));
        }
    }

    [TestMethod]
    public void A_wait_of_several_kernel_time_outs_ends_in_time_and_leaves_the_link()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        using (plc)
        {
            long until = _clock.Now + 600;
            Assert.IsFalse(link.Ready(until));
            Assert.IsTrue(_clock.Now >= until);
            plc.Send([1]);
            Assert.AreEqual(1, link.Read(new byte[1], 0, 1, Patience));
        }
    }

    // One non-blocking moment, and .NET waits by other means for ever after: several times slower, and nothing else would show it.
    [TestMethod]
    public void No_connection_is_ever_made_non_blocking()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("Only Linux says how a socket was opened.");
        using Socket listener = TcpBind.Open(new IPEndPoint(IPAddress.Loopback, 0), 1, out _)!;
        using Socket dialled = TcpConnect.Open("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port, Patience, _clock, out _)!;
        listener.Poll(PatienceMs * 1000, SelectMode.SelectRead);
        using Socket accepted = TcpBind.TryAccept(listener, out _)!;
        foreach (Socket socket in (Socket[])[dialled, accepted])
        {
            new SocketLink(socket, _clock).Ready(_clock.Now + 5);
            Assert.IsFalse(IsNonBlocking(socket));
        }
    }

    [TestMethod]
    public void Abort_wakes_a_read_and_closing_twice_is_closing_once()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        using (plc)
        {
            int read = -1;
            var reading = new Thread(() => read = link.Read(new byte[1], 0, 1, _clock.Now + Long));
            reading.Start();
            link.Abort();
            Assert.IsTrue(reading.Join(PatienceMs));
            Assert.AreEqual(0, read);
            link.Close();
            link.Close();
            link.Abort();
            Assert.AreEqual(0, link.Read(new byte[1], 0, 1, Patience));
            Assert.IsFalse(link.Write([1], 0, 1, Patience));
            Assert.IsTrue(link.Ready(_clock.Now));
        }
    }

    [TestMethod]
    public void A_peer_that_reads_nothing_ends_a_write_at_its_deadline()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        using (plc)
        {
            byte[] much = new byte[1 << 20];
            bool isWritten = true;
            for (int i = 0; i < 64 && isWritten; i++) isWritten = link.Write(much, 0, much.Length, _clock.Now + 50);
            Assert.IsFalse(isWritten);
        }
    }

    [TestMethod]
    public void A_peer_that_closes_ends_the_link()
    {
        (ILink link, Socket plc) = Dial("127.0.0.1");
        plc.Send([5]);
        plc.Close();
        Assert.IsTrue(link.Ready(Patience));
        Assert.AreEqual(1, link.Read(new byte[4], 0, 4, Patience));
        Assert.AreEqual(0, link.Read(new byte[4], 0, 4, Patience));
    }

    [TestMethod]
    public void IPv6_and_names_are_dialled_too()
    {
        if (Socket.OSSupportsIPv6) Dial("::1").Plc.Dispose();
        Dial("localhost").Plc.Dispose();
    }

    [TestMethod]
    public void Nobody_there_an_unknown_name_and_no_time_are_no_link()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.IsNull(new TcpDialer("127.0.0.1", ((IPEndPoint)unused.LocalEndPoint!).Port, _clock).Dial(Patience));
        Assert.IsNull(new TcpDialer("no such name", 502, _clock).Dial(Patience));
        // RFC 5737: an address that leads nowhere, so that only the deadline ends it; or the machine says so at once.
        Assert.IsNull(new TcpDialer("192.0.2.1", 502, _clock).Dial(_clock.Now + 20));
    }

    [TestMethod]
    public void A_plain_client_has_the_role_of_its_address_and_any_other_the_NULL_role()
    {
        var roles = new Dictionary<IPAddress, string> { [IPAddress.Parse("127.0.0.2")] = "Operator" };
        PlainListener listener = Listen(new IPEndPoint(IPAddress.Loopback, 0), roles);
        using Socket known = Knock(listener, "127.0.0.2");
        IUpstreamLink? link = listener.Accept(Patience);
        Assert.AreEqual("Operator", link!.Peer.Role);
        Assert.AreEqual("127.0.0.2", link.Peer.Address);
        Assert.AreEqual(PeerTransport.Plain, link.Peer.Transport);
        Assert.AreEqual("127.0.0.2", link.Peer.ClientKey);
        using Socket unknown = Knock(listener, "127.0.0.3");
        Assert.IsNull(listener.Accept(Patience)!.Peer.Role);
        listener.Close();
    }

    [TestMethod]
    public void On_a_dual_stack_socket_IPv4_is_still_IPv4()
    {
        if (!Socket.OSSupportsIPv6) Assert.Inconclusive("this machine has no IPv6");
        var roles = new Dictionary<IPAddress, string> { [IPAddress.Loopback.MapToIPv6()] = "Operator" };
        PlainListener listener = Listen(new IPEndPoint(IPAddress.IPv6Any, 0), roles);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(new IPEndPoint(IPAddress.Loopback, listener.LocalEndPoint.Port));
        Peer peer = listener.Accept(Patience)!.Peer;
        Assert.AreEqual("127.0.0.1", peer.Address);
        Assert.AreEqual("Operator", peer.Role);
        listener.Close();
    }

    [TestMethod]
    public void A_plain_listener_that_is_closed_wakes_who_accepts()
    {
        PlainListener listener = Listen(new IPEndPoint(IPAddress.Loopback, 0), new Dictionary<IPAddress, string>());
        Assert.IsNull(listener.Accept(_clock.Now + 5));
        IUpstreamLink? link = null;
        var accepting = new Thread(() => link = listener.Accept(_clock.Now + Long));
        accepting.Start();
        // So that it is the wait that is woken, most of the time.
        Thread.Sleep(20);
        listener.Close();
        Assert.IsTrue(accepting.Join(PatienceMs));
        Assert.IsNull(link);
        listener.Close();
        Assert.IsNull(listener.Accept(Patience));
    }

    private PlainListener Listen(IPEndPoint at, Dictionary<IPAddress, string> roles)
    {
        PlainListener? listener = PlainListener.TryOpen(at, roles, _clock, out string problem);
        Assert.IsNotNull(listener, problem);
        return listener;
    }

    private static Socket Knock(PlainListener listener, string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(listener.LocalEndPoint);
        return socket;
    }

    private (ILink Link, Socket Plc) Dial(string host)
    {
        IPAddress address = host == "::1" ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        ILink? link = new TcpDialer(host, ((IPEndPoint)listener.LocalEndPoint!).Port, _clock).Dial(Patience);
        Assert.IsNotNull(link);
        return (link, listener.Accept());
    }

    private static bool IsNonBlocking(Socket socket)
    {
        string line = File.ReadLines($"/proc/self/fdinfo/{socket.Handle}").First(l => l.StartsWith("flags:", StringComparison.Ordinal));
        const int NonBlocking = 2048; // O_NONBLOCK on every Linux that .NET runs on
        return (Convert.ToInt32(line.Split('\t')[1], 8) & NonBlocking) != 0;
    }
}
