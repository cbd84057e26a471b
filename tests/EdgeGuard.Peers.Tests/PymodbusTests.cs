using System;
using System.IO;
using System.Linq;
using EdgeGuard.EndToEnd;

namespace EdgeGuard.Peers.Tests;

/// <summary>pymodbus on either side: a client that speaks TLS itself, and a PLC.</summary>
[TestClass]
public class PymodbusTests
{
    [TestMethod]
    public void A_client_with_TLS_of_its_own_gets_through_or_is_refused_as_the_policy_says()
    {
        using var plant = new Plant();
        plant.StartModule(Pymodbus.StartServer(plant.Site));
        string[] answers = Pymodbus.Ask(plant, "mbap", Path.Combine(plant.Site.Folder, "keys"), [.. Requests.OfPymodbus.Select(r => r.Text)]);
        Assert.HasCount(Requests.OfPymodbus.Length, answers);
        foreach ((PeerRequest request, string answer) in Requests.OfPymodbus.Zip(answers))
            StringAssert.StartsWith(answer, request.Text + (request.IsAllowed ? " =" : " ! exception 1"));
    }

    [TestMethod]
    public void Its_server_as_the_PLC_keeps_what_a_libmodbus_client_writes()
    {
        using var plant = new Plant();
        plant.StartModule(Pymodbus.StartServer(plant.Site));
        CollectionAssert.AreEqual(
            new[]
            {
                "16:40:11,22,33 =", "3:40:4 = 11 22 33 0", "6:43:44 =", "3:43:1 = 44", "15:0:1,0,1 =", "5:3:1 =", "1:0:4 = 1 0 1 1",
                "22:50:242:37 =", "3:50:1 = 5", "23:40:3:41:5,6 = 11 5 6", "6:43:1501 ! Illegal function", "3:43:1 = 44",
            },
            Libmodbus.Ask(
                plant.Open("connect"), "16:40:11,22,33", "3:40:4", "6:43:44", "3:43:1", "15:0:1,0,1", "5:3:1", "1:0:4",
                "22:50:242:37", "3:50:1", "23:40:3:41:5,6", "6:43:1501", "3:43:1"));
    }

    [TestMethod]
    public void What_it_calls_Modbus_over_TLS_by_default_is_PDUs_without_a_header_and_is_not_taken_for_Modbus()
    {
        using var plant = new Plant();
        Executable plc = Libmodbus.StartServer(plant.Site);
        Executable module = plant.StartModule(Plant.PortIn(plc.WaitForOutput("listening")));
        string[] answers = Pymodbus.Ask(plant, "bare", Path.Combine(plant.Site.Folder, "keys"), "16:40:1,2,3,4,5");
        StringAssert.Contains(answers.Single(), "ConnectionException");
        StringAssert.Contains(module.WaitForError("link closed: not Modbus"), "protocol id");
        Assert.HasCount(1, plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), "nothing reached the PLC");
    }
}
