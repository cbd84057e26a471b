using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class TakesFewThreads
{
    // Threads that nobody has named bear the program's.
    private const string Unnamed = "edgeguard-modul";

    private static readonly byte[] Read = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    public void However_many_clients_there_are_and_none_that_waits_for_somebody_to_come()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        int loops = Math.Min(Environment.ProcessorCount, 4);
        Eventually.Is(() => Threads(module, Unnamed) == 2 + loops, "the main one, the loops, and the reporter");
        Assert.AreEqual(1, Threads(module, "tls accept"));
        Assert.AreEqual(0, Threads(module, "tls handshake"));
        Assert.AreEqual(0, Threads(module, "tls recheck"));
        Assert.AreEqual(0, Threads(module, ".NET Timer"));
        string[] op = site.Client("op1", "Operator");
        var clients = new List<RawClient>();
        try
        {
            for (int i = 0; i < 8; i++) clients.Add(new RawClient(site, op));
            foreach (RawClient client in clients) Assert.AreEqual(1000, client.Value(Read));
            Assert.IsInRange(1, 8, Threads(module, "tls handshake"), "never more than tls.handshakes");
            Assert.IsLessThanOrEqualTo(2 + loops + 1, Threads(module, Unnamed), "and one that connected to the PLC");
        }
        finally
        {
            foreach (RawClient client in clients) client.Dispose();
        }
    }

    private static int Threads(Executable module, string name) =>
        Directory.GetDirectories($"/proc/{module.ProcessId}/task").Count(task => File.ReadAllText(task + "/comm").Trim() == name);
}
