using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Every deck ends in a verdict, and a circuit that is not good enough in the other one.</summary>
[TestClass]
public sealed class SimulationTests
{
    [TestMethod]
    [DataRow("surge")]
    [DataRow("reverse")]
    [DataRow("holdup")]
    [DataRow("idle")]
    [DataRow("relay")]
    [DataRow("inrush")]
    [DataRow("supervisor")]
    [DataRow("bus")]
    public void The_circuit_passes(string deck)
    {
        Run run = Simulate(File.ReadAllText(Path.Combine(Folders.Simulation, deck + ".cir")));
        Assert.AreEqual(0, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, "ok: ");
        Assert.IsFalse(run.Output.Contains("Error", StringComparison.Ordinal), run.Output);
    }

    [TestMethod]
    [DataRow("surge", "240u ic=30", "1u ic=30", "BV=36.8", "BV=120")]
    [DataRow("reverse", "Dbody d v", "Dbody v d", "", "")]
    [DataRow("holdup", "240u", "80u", "", "")]
    [DataRow("idle", "393.9", "560", "", "")]
    [DataRow("relay", "PULSE(3.3 0", "PULSE(3.3 3.3", "", "")]
    [DataRow("inrush", "Rin f p 1.9", "Rin f p 0.001", "", "")]
    [DataRow("supervisor", "Ct timer 0 0.1u", "Ct timer 0 0.01u", "", "")]
    [DataRow("bus", "I=0.4*tanh(V(a,p)/(0.4*8.6))", "I=V(a,p)/10", "", "")]
    [DataRow("bus", "VT=305 VH=295", "VT=405 VH=395", "", "")]
    public void One_that_is_not_good_enough_does_not(string deck, string value, string worse, string other, string otherWorse)
    {
        string text = File.ReadAllText(Path.Combine(Folders.Simulation, deck + ".cir")).Replace(value, worse);
        if (other.Length > 0) text = text.Replace(other, otherWorse);
        Run run = Simulate(text);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, "FAIL ");
    }

    [TestMethod]
    public void No_deck_is_left_out()
    {
        string[] decks = [.. Directory.GetFiles(Folders.Simulation, "*.cir").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(new[] { "bus", "holdup", "idle", "inrush", "relay", "reverse", "supervisor", "surge" }, decks);
    }

    private static Run Simulate(string deck)
    {
        string program = PeerProgram.Find("ngspice", "ngspice");
        string file = Path.Combine(Path.GetTempPath(), "edgeguard-" + Guid.NewGuid().ToString("N") + ".cir");
        File.WriteAllText(file, deck);
        Run run = Run.Of(program, Path.GetTempPath(), "-b", file);
        File.Delete(file);
        return run;
    }
}
