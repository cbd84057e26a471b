using System;
using System.IO;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>How TLS sessions end, as Python's ssl sees it: it tells an end that is meant from a connection that was cut.</summary>
[TestClass]
public class TlsGoodbyeTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly string Frame = Convert.ToHexString(Adu.Read(1, 1, 3, 40, 1));

    [TestMethod]
    public void A_client_that_closes_its_session_is_answered()
    {
        using var plant = new Plant();
        using Executable client = Start(plant, "leave");
        Assert.AreEqual(0, client.WaitForExit(), client.Everything());
        AssertGoodbyes(client);
    }

    [TestMethod]
    public void A_session_that_the_module_ends_for_silence_is_ended_properly()
    {
        using var plant = new Plant();
        using Executable client = Start(plant, "stay", "client.idle 5s");
        Assert.AreEqual(0, client.WaitForExit(), client.Everything());
        AssertGoodbyes(client);
    }

    [TestMethod]
    public void A_session_that_the_module_ends_from_outside_is_ended_properly()
    {
        using var plant = new Plant();
        using Executable client = Start(plant, "stay");
        client.WaitForOutput("TLSv1_2: 11 bytes");
        plant.Site.ModuleRun!.Signal("TERM");
        client.WaitForOutput("TLSv1_2: goodbye");
    }

    private static Executable Start(Plant plant, string what, params string[] settings)
    {
        plant.Site.StartPlc();
        plant.StartModule(Plant.PortIn(plant.Site.Plc), settings);
        string[] identity = plant.Site.Client("op1", "Operator");
        string script = Path.Combine(AppContext.BaseDirectory, "peers", "goodbye.py");
        return Executable.Peer(
            Python, "python3", script, "127.0.0.1", $"{plant.ModulePort}", identity[1], identity[3], identity[5], Frame, what);
    }

    private static void AssertGoodbyes(Executable client)
    {
        foreach (string version in new[] { "TLSv1_2", "TLSv1_3" })
        {
            StringAssert.Contains(client.Output, $"{version}: 11 bytes");
            StringAssert.Contains(client.Output, $"{version}: goodbye");
        }
    }
}
