using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>Serial clients that nobody here wrote, with the module in their cable before a libmodbus PLC.</summary>
[TestClass]
public class SerialClientTests
{
    private const int Baud = 115_200;

    [TestMethod]
    public void Mbpoll_on_a_serial_cable_reads_and_writes_a_libmodbus_PLC_through_the_module_in_that_cable()
    {
        using var plant = new Plant();
        var upstream = new SerialCable(plant.Site, "upstream");
        var bus = new SerialCable(plant.Site, "bus");
        Executable plc = Libmodbus.StartServer(plant.Site, bus.PlcEnd, Baud, 1);
        plant.StartModuleInline(upstream.PlcEnd, bus.ClientEnd, Baud);
        Mbpoll.PollAll(Mbpoll.Rtu(upstream.ClientEnd, Baud));
        bus.AssertCarried(plc, Mbpoll.Allowed);
    }

    [TestMethod]
    public void Every_function_of_a_libmodbus_master_gets_through_the_cable_or_is_refused_as_the_policy_says()
    {
        using var plant = new Plant();
        var upstream = new SerialCable(plant.Site, "upstream");
        var bus = new SerialCable(plant.Site, "bus");
        Executable plc = Libmodbus.StartServer(plant.Site, bus.PlcEnd, Baud, 1);
        plant.StartModuleInline(upstream.PlcEnd, bus.ClientEnd, Baud);
        string[] answers = Libmodbus.Ask(upstream.ClientEnd, Baud, 1, [.. Requests.OfLibmodbus.Select(r => r.Text)]);

        Assert.HasCount(Requests.OfLibmodbus.Length, answers);
        foreach ((PeerRequest request, string answer) in Requests.OfLibmodbus.Zip(answers))
        {
            if (request.IsAllowed) StringAssert.StartsWith(answer, request.Text + " =");
            else Assert.AreEqual(request.Text + " ! Illegal function", answer);
        }
        bus.AssertCarried(plc, [.. Requests.OfLibmodbus.Where(r => r.IsAllowed).Select(r => r.Pdu)]);
    }
}
