using System;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>A libmodbus program on the plant's side and a libmodbus program as the PLC, which takes a single connection.</summary>
[TestClass]
public class LibmodbusClientTests
{
    [TestMethod]
    [DataRow("stunnel")]
    [DataRow("connect")]
    public void Every_function_gets_through_or_is_refused_as_the_policy_says(string by)
    {
        using var plant = new Plant();
        Executable plc = plant.StartWithLibmodbus();
        string[] answers = Libmodbus.Ask(plant.Open(by), [.. Requests.OfLibmodbus.Select(r => r.Text)]);

        Assert.HasCount(Requests.OfLibmodbus.Length, answers);
        foreach ((PeerRequest request, string answer) in Requests.OfLibmodbus.Zip(answers))
        {
            if (request.IsAllowed) StringAssert.StartsWith(answer, request.Text + " =");
            else Assert.AreEqual(request.Text + " ! Illegal function", answer);
        }
        CollectionAssert.AreEqual(Requests.OfLibmodbus.Where(r => r.IsAllowed).Select(r => r.Pdu).ToArray(), Seen(plc));
    }

    [TestMethod]
    public void Values_are_those_of_the_PLC()
    {
        using var plant = new Plant();
        plant.StartWithLibmodbus();
        CollectionAssert.AreEqual(
            new[] { "16:40:11,22,33 =", "3:40:4 = 11 22 33 0", "15:0:1,0,1 =", "1:0:4 = 1 0 1 0", "23:40:3:41:5,6 = 11 5 6" },
            Libmodbus.Ask(plant.Open("connect"), "16:40:11,22,33", "3:40:4", "15:0:1,0,1", "1:0:4", "23:40:3:41:5,6"));
    }

    [TestMethod]
    public void Another_unit_is_refused_whatever_is_asked()
    {
        using var plant = new Plant();
        Executable plc = plant.StartWithLibmodbus();
        Assert.AreEqual("3:40:2 ! Illegal function", Libmodbus.Ask(plant.Open("connect"), 2, ["3:40:2"]).Single());
        Assert.IsEmpty(Seen(plc));
    }

    private static string[] Seen(Executable plc) => plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
}
