using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class SurvivesAHandshakeFlood
{
    private const int Silent = 1000;
    private const int Newcomers = 10;

    private static readonly byte[] Read = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    [DataRow("127.0.0.1")] // the clients' own
    [DataRow("127.0.0.66")]
    public void Clients_come_in_and_are_served_while_a_thousand_connections_say_nothing(string from)
    {
        using var site = new Site();
        site.StartPlc();
        site.StartModule("tls.handshake-deadline 60s");
        string[] op = site.Client("op1", "Operator");
        using var before = new RawClient(site, op);
        IPEndPoint module = IPEndPoint.Parse(site.Module);
        var flood = new List<Socket>();
        try
        {
            for (int i = 0; i < Silent; i++) flood.Add(Knock(from, module));
            for (int i = 0; i < Newcomers; i++)
            {
                using var newcomer = new RawClient(site, op);
                Assert.AreEqual(1000, newcomer.Value(Read));
                Assert.AreEqual(1000, before.Value(Read));
                for (int k = 0; k < Silent / Newcomers; k++) flood.Add(Knock(from, module));
            }
        }
        finally
        {
            foreach (Socket socket in flood) socket.Dispose();
        }
    }

    // All of 127.0.0.0/8 is this machine (Linux).
    private static Socket Knock(string from, IPEndPoint module)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(module);
        return socket;
    }
}
