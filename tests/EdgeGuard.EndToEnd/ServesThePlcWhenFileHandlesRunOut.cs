using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class ServesThePlcWhenFileHandlesRunOut
{
    private const int Crowd = 300;
    private const int HandlesLeft = 40;

    private static readonly byte[] Read = Adu.Read(1, 1, 3, 40, 1);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_client_keeps_its_plc_over_a_restart_of_that_while_strangers_hold_every_handle()
    {
        string prlimit = PeerProgram.Find("prlimit", "util-linux");
        using var site = new Site();
        Executable plc = site.StartPlc();
        Executable module = site.StartModule("tls.handshake-deadline 60s", "plc.timeout 2s");
        string[] op = site.Client("op1", "Operator");
        using var client = new RawClient(site, op);
        Assert.AreEqual(1000, client.Value(Read));
        int limit = Directory.GetFileSystemEntries($"/proc/{module.ProcessId}/fd").Length + HandlesLeft;
        using (var set = Process.Start(prlimit, ["--pid", $"{module.ProcessId}", $"--nofile={limit}"])) set.WaitForExit();
        var crowd = new List<Socket>();
        try
        {
            IPEndPoint door = IPEndPoint.Parse(site.Module);
            for (int i = 0; i < Crowd; i++) crowd.Add(Knock(door));
            module.WaitForError($"no file handles left (limit {limit})");
            plc.Signal("KILL");
            plc.WaitForExit();
            site.StartPlcAgain();
            long before = ProcessorMs(module);
            var watch = Stopwatch.StartNew();
            while (client.Ask(Read)[7] != 3)
            {
                Assert.IsTrue(watch.Elapsed < TimeSpan.FromSeconds(60), "the PLC is not reached again: " + module.Everything());
                Thread.Sleep(200);
            }
            using var newcomer = new RawClient(site, op);
            Assert.AreEqual(1000, newcomer.Value(Read), "and who has a certificate comes in");
            TestContext.WriteLine($"{ProcessorMs(module) - before} ms of processor in {watch.ElapsedMilliseconds} ms");
        }
        finally
        {
            foreach (Socket socket in crowd) socket.Dispose();
        }
    }

    private static long ProcessorMs(Executable run)
    {
        using var process = Process.GetProcessById(run.ProcessId);
        return (long)process.TotalProcessorTime.TotalMilliseconds;
    }

    private static Socket Knock(IPEndPoint to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(to);
        return socket;
    }
}
