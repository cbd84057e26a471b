using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The guard's stories through the device's own sockets on both sides, over real connections in real time.</summary>
[TestClass]
public sealed class GuardOverPlainSocketsTests
{
    private const int TimeoutMs = 1000;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    public static IEnumerable<object[]> Names
    {
        get { return GuardScenarios.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_over_the_devices_sockets(string name)
    {
        using var site = new PlainGuardSite();
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    public void A_silent_PLC_is_0B()
    {
        using var site = new PlainGuardSite();
        ITestClient client = site.Connect("Operator");
        site.Server.Delays.Enqueue(-1);
        client.Send(Ask);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), client.ReceiveFrame());
        Assert.AreEqual(1u, site.Counters.Read(Counter.PlcTimeouts));
    }

    [TestMethod]
    public void A_stale_answer_is_never_handed_to_the_next_request()
    {
        using var site = new PlainGuardSite();
        ITestClient client = site.Connect("Operator");
        site.Plc.HoldingRegisters[0] = 0xAAAA;
        site.Plc.HoldingRegisters[1] = 0xBBBB;
        site.Server.Delays.Enqueue(TimeoutMs + 300);
        client.Send(Ask);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), client.ReceiveFrame());
        client.Send(Adu.Read(7, 1, 3, 1, 1));
        CollectionAssert.AreEqual(Adu.Frame(7, 1, 3, 2, 0xBB, 0xBB), client.ReceiveFrame());
        Assert.AreEqual(1u, site.Counters.Read(Counter.PlcResponsesStray));
    }

    [TestMethod]
    public void A_connection_that_the_PLC_reset_is_made_anew()
    {
        using var site = new PlainGuardSite();
        ITestClient client = site.Connect("Operator");
        client.Send(Ask);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        site.Server.Drop(true);
        for (int i = 0; i < 20; i++)
        {
            client.Send(Ask);
            if (client.ReceiveFrame()?.Length == 11) break;
        }
        Assert.AreEqual(1u, site.Counters.Read(Counter.PlcIdleEnds));
        Assert.AreEqual(0, site.Events.Count(EventCode.PlcLost), "nobody lost anything");
        Assert.AreEqual(2u, site.Counters.Read(Counter.PlcConnects));
    }

    [TestMethod]
    public void More_clients_than_there_are_sockets_do_not_end_those_who_are_served()
    {
        using var site = new PlainGuardSite();
        ITestClient first = site.Connect("Operator");
        first.Send(Ask);
        Assert.AreEqual(11, first.ReceiveFrame()?.Length);
        for (int i = 0; i < FakeNetwork.Most; i++) site.Connect(null);
        first.Send(Ask);
        Assert.AreEqual(11, first.ReceiveFrame()?.Length);
    }

    [TestMethod]
    public void The_gateway_stops_while_clients_say_nothing()
    {
        using var site = new PlainGuardSite();
        ITestClient client = site.Connect("Operator");
        client.Send(Ask);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        Assert.IsTrue(site.Stop());
        Assert.IsTrue(client.WaitForEnd());
    }
}
