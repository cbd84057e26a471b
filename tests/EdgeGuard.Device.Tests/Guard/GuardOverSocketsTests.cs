using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The same scenarios once more with real connections behind the simulated chip, in real time.</summary>
[TestClass]
public sealed class GuardOverSocketsTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    public static IEnumerable<object[]> Names
    {
        get { return GuardScenarios.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_over_real_connections(string name)
    {
        using var site = new SocketGuardSite();
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    public void A_connection_that_the_PLC_closed_or_reset_is_made_anew()
    {
        using var site = new SocketGuardSite();
        ITestClient client = site.Connect("Operator");
        AskUntilAnswered(client);
        foreach (bool withReset in new[] { false, true })
        {
            site.Server.Drop(withReset);
            AskUntilAnswered(client);
        }
        Assert.AreEqual(2u, site.Counters.Read(Counter.PlcIdleEnds));
        Assert.AreEqual(0, site.Events.Count(EventCode.PlcLost), "nobody lost anything");
    }

    // The FIN or RST may still be on its way when the next request goes out: that one is lost, and the one after it need not be.
    private static void AskUntilAnswered(ITestClient client)
    {
        for (int i = 0; i < 20; i++)
        {
            client.Send(Ask);
            if (client.ReceiveFrame()?.Length == 11) return;
        }
        Assert.Fail("no answer");
    }
}
