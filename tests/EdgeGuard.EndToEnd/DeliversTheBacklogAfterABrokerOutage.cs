using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class DeliversTheBacklogAfterABrokerOutage
{
    private const int Each = 30;

    [TestMethod]
    public async Task What_was_refused_while_the_broker_was_away_arrives_in_order_once_it_is_back()
    {
        var collector = new Collector();
        LocalBroker broker = await StartBroker(collector, 0);
        int port = broker.Port;
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule($"mqtt.broker 127.0.0.1:{port}", "mqtt.tls off");
        using var client = new RawClient(site, site.Client("op1", "Operator"));

        Refused(client, 0);
        Eventually.Is(() => Addresses(collector).Length == Each, "the first refusals arrive");
        await broker.DisposeAsync();
        module.WaitForError("broker");
        Refused(client, Each);
        broker = await StartBroker(collector, port);
        Refused(client, 2 * Each);
        Eventually.Is(() => Addresses(collector).Length >= 3 * Each, "the others arrive");
        await broker.DisposeAsync();

        CollectionAssert.AreEqual(Enumerable.Range(100, 3 * Each).ToArray(), Addresses(collector));
        Assert.IsTrue(collector.Events.All(e => e.Missing == 0), "no sequence number is missing");
    }

    // A refusal of each address is an event of its own.
    private static void Refused(RawClient client, int first)
    {
        for (int i = first; i < first + Each; i++) Assert.AreEqual(0x86, client.Ask(Adu.WriteRegister(i, 1, 100 + i, 1))[7]);
    }

    private static int[] Addresses(Collector collector) =>
        [.. collector.Events.Where(e => e.Record.Code == EventCode.RequestRefused).Select(e => e.Record.Address)];

    private static async Task<LocalBroker> StartBroker(Collector collector, int port)
    {
        LocalBroker broker = await LocalBroker.Start(port);
        broker.Accepts = message =>
        {
            collector.Take(message);
            return true;
        };
        return broker;
    }
}
