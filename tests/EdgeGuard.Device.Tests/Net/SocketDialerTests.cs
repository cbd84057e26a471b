extern alias Real;

using System.Collections.Generic;
using System.Net;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using Real::System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Net;

/// <summary>The dialer on plain sockets, whose library has no time-out for connecting.</summary>
[TestClass]
public sealed class SocketDialerTests
{
    private const int PatienceMs = 20_000;

    private readonly DeviceClock _clock = new(new Esp32Timer());

    [TestInitialize]
    public void Renew()
    {
        FakeHardware.Renew();
    }

    [TestMethod]
    public void A_PLC_that_does_not_answer_costs_no_more_than_the_deadline_and_its_socket_comes_back()
    {
        var full = new TcpListener(IPAddress.Loopback, 0);
        full.Start(0);
        var end = (IPEndPoint)full.LocalEndpoint;
        // A queue of no places takes one; whoever comes then gets no answer, as from a PLC without a supply.
        var queue = new List<TcpClient>();
        for (int i = 0; i < 2; i++) queue.Add(Knock(end));
        var dialer = new SocketDialer("127.0.0.1", end.Port, _clock);
        long before = _clock.Now;
        Assert.IsNull(dialer.Dial(before + 200));
        Assert.IsInRange(200L, 2_000L, _clock.Now - before);
        full.Stop();
        foreach (TcpClient client in queue) client.Dispose();
        Assert.IsTrue(SpinWait.SpinUntil(() => FakeHardware.Current.Network.Open == 0, PatienceMs));
    }

    [TestMethod]
    public void A_refused_connection_is_null_at_once()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        long before = _clock.Now;
        Assert.IsNull(new SocketDialer("127.0.0.1", port, _clock).Dial(before + PatienceMs));
        Assert.IsLessThan(before + PatienceMs / 2, _clock.Now);
        Assert.AreEqual(0, FakeHardware.Current.Network.Open);
    }

    [TestMethod]
    public void A_name_is_refused_because_it_would_have_to_be_looked_up()
    {
        Assert.ThrowsExactly<System.ArgumentException>(() => new SocketDialer("plc", 502, _clock));
        Assert.ThrowsExactly<System.ArgumentException>(() => new SocketDialer("127.0.0.1", 0, _clock));
    }

    [TestMethod]
    public void A_read_ends_at_its_deadline_and_an_abort_ends_a_wait()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialer = new SocketDialer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, _clock);
        ILink link = dialer.Dial(_clock.Now + PatienceMs)!;
        Assert.IsFalse(link.Ready(_clock.Now + 50));
        Assert.AreEqual(0, link.Read(new byte[8], 0, 8, _clock.Now + 50));
        link.Close();
        link = dialer.Dial(_clock.Now + PatienceMs)!;
        var reader = new Thread(() => link.Read(new byte[8], 0, 8, long.MaxValue));
        reader.Start();
        link.Abort();
        Assert.IsTrue(reader.Join(PatienceMs));
        link.Close();
        listener.Stop();
        Assert.AreEqual("", string.Join('\n', FakeHardware.Current.Network.Complaints));
    }

    private static TcpClient Knock(IPEndPoint at)
    {
        var client = new TcpClient();
        _ = client.ConnectAsync(at);
        return client;
    }
}
