using EdgeGuard.Testing.Programs;


namespace EdgeGuard.Peers.Tests;

/// <summary>PLCs that nobody here wrote on a serial bus behind the module, with clients over TLS. What goes to them is written down on the
/// cable.</summary>
[TestClass]
public class SerialBusTests
{
    private const int Baud = 115_200;

    [TestMethod]
    public void Mbpoll_over_TLS_reads_and_writes_a_libmodbus_PLC_on_a_serial_bus_and_what_is_refused_never_reaches_the_bus()
    {
        using var plant = new Plant();
        var bus = new SerialCable(plant.Site, "bus");
        Executable plc = Libmodbus.StartServer(plant.Site, bus.PlcEnd, Baud, 1);
        plant.StartModuleOnBus(bus.ClientEnd, Baud);
        Mbpoll.PollAll(Mbpoll.Tcp(plant.Open("connect")));
        bus.AssertCarried(plc, Mbpoll.Allowed);
    }

    [TestMethod]
    public void A_pymodbus_PLC_on_a_serial_bus_keeps_what_a_libmodbus_client_writes()
    {
        using var plant = new Plant();
        var bus = new SerialCable(plant.Site, "bus");
        Pymodbus.StartSerialServer(plant.Site, bus.PlcEnd, Baud, 1);
        plant.StartModuleOnBus(bus.ClientEnd, Baud);
        CollectionAssert.AreEqual(
            new[]
            {
                "16:40:11,22,33 =", "3:40:4 = 11 22 33 0", "6:43:44 =", "15:0:1,0,1 =", "5:3:1 =", "1:0:4 = 1 0 1 1",
                "22:50:242:37 =", "3:50:1 = 5", "23:40:3:41:5,6 = 11 5 6", "6:43:1501 ! Illegal function", "3:43:1 = 44",
            },
            Libmodbus.Ask(
                plant.Open("connect"), "16:40:11,22,33", "3:40:4", "6:43:44", "15:0:1,0,1", "5:3:1", "1:0:4",
                "22:50:242:37", "3:50:1", "23:40:3:41:5,6", "6:43:1501", "3:43:1"));
    }
}
