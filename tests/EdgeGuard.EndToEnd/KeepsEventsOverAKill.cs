using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class KeepsEventsOverAKill
{
    private const int Each = 20;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task What_was_refused_while_the_broker_was_away_arrives_once_and_in_order_although_the_module_was_killed()
    {
        var collector = new Collector();
        LocalBroker broker = await StartBroker(collector, 0);
        int port = broker.Port;
        using var site = new Site();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        byte[] key = Prepare(site, store, port);
        string[] identity = site.Client("op1", "Operator");
        Executable module = site.StartStoredModule(store);
        Eventually.Is(() => collector.Events.Any(e => e.Record.Code == EventCode.ModuleStarted && e.Batch.Boot == 2), "the module reports");

        await broker.DisposeAsync();
        module.WaitForError("broker");
        using (var client = new RawClient(site, identity)) Refuse(client, 0);
        int stored = Wait(store);
        module.Signal("KILL");
        module.WaitForExit();
        module = site.StartStoredModule(store);
        using (var client = new RawClient(site, identity)) Refuse(client, Each);
        broker = await StartBroker(collector, port);
        Eventually.Is(() => Addresses(collector).Length == 2 * Each, "all refusals arrive");
        module.Signal("TERM");
        Assert.AreEqual(0, module.WaitForExit());
        await broker.DisposeAsync();

        CollectionAssert.AreEqual(Enumerable.Range(100, 2 * Each).ToArray(), Addresses(collector), "once, and in order");
        Assert.IsTrue(collector.Events.All(e => e.Missing == 0), "no sequence number is missing");
        int[] losses = [.. collector.Events.Where(e => e.Record.Code == EventCode.EventsLost).Select(e => e.Batch.Boot)];
        CollectionAssert.AreEqual(new[] { 3 }, losses, "the kill is told; a new store and the clean stop left nothing to tell");
        CheckSeals(collector, key);
        TestContext.WriteLine($"{stored} bytes in the store when the module was killed");
    }

    // A refusal of each address is an event of its own.
    private static void Refuse(RawClient client, int first)
    {
        for (int i = first; i < first + Each; i++) Assert.AreEqual(0x86, client.Ask(Adu.WriteRegister(i, 1, 100 + i, 1))[7]);
    }

    private static int[] Addresses(Collector collector) =>
        [.. collector.Events.Where(e => e.Record.Code == EventCode.RequestRefused).Select(e => e.Record.Address)];

    // Until the last refusal is on the medium.
    private static int Wait(string store)
    {
        int[] stored = [];
        Eventually.Is(() => (stored = Stored(store)).Contains(100 + Each - 1), "the refusals are stored");
        CollectionAssert.AreEqual(Enumerable.Range(100, Each).ToArray(), stored.Where(a => a >= 100).ToArray());
        return (int)Directory.GetFiles(store, "events.*").Sum(file => new FileInfo(file).Length);
    }

    // Addresses of the refusals, as bytes in whatever segments there are: a record begins behind a batch's header of 36 bytes.
    private static int[] Stored(string store)
    {
        string copy = Directory.CreateTempSubdirectory("edgeguard-look-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(store).Where(file => Path.GetFileName(file) != "lock"))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using FolderStore folder = FolderStore.TryOpen(copy, out _, out _)!;
            var log = new EdgeGuard.Store.BatchLog(folder, 16384, DeviceIdentity.Load(new RecordStore(folder))!.Stream, 1);
            var addresses = new System.Collections.Generic.List<int>();
            while (!log.IsEmpty)
            {
                byte[] batch = log.First()!;
                addresses.AddRange(
                    EventBatch.Decode(batch, 0, batch.Length, out _)!.Records
                        .Where(r => r.Code == EventCode.RequestRefused).Select(r => r.Address));
                log.RemoveFirst();
            }
            return [.. addresses];
        }
        catch (IOException)
        {
            // The module is writing: whoever waits looks again.
            return [];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static void CheckSeals(Collector collector, byte[] key)
    {
        IHmac hmac = new SystemHmac();
        foreach (EventBatch batch in collector.Batches) Assert.IsTrue(batch.HasMac, $"boot {batch.Boot}");
        foreach (byte[] payload in collector.Payloads) Assert.IsTrue(BatchSeal.IsRight(payload, 0, payload.Length, hmac, key));
        foreach (IGrouping<int, EventBatch> boot in collector.Batches.GroupBy(b => b.Boot))
        {
            byte[] before = new byte[EventBatchFormat.MacSize];
            // One whose acknowledgement was lost with the broker comes again, as the same bytes.
            foreach (EventBatch batch in boot.DistinctBy(b => Convert.ToHexString(b.CopyMac()!)))
            {
                CollectionAssert.AreEqual(before, batch.CopyMacBefore(), $"the chain of boot {boot.Key}");
                before = batch.CopyMac()!;
            }
        }
    }

    // What a technician does at the console, without one. Returns the key by which the module's batches are verified.
    private static byte[] Prepare(Site site, string store, int port)
    {
        PreparedStore.Create(site, store, $"mqtt.broker 127.0.0.1:{port}", "mqtt.tls off");
        using FolderStore folder = FolderStore.TryOpen(store, out _, out _)!;
        return DeviceIdentity.Load(new RecordStore(folder))!.Key(new SystemHmac(), KeyPurpose.Events);
    }

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
