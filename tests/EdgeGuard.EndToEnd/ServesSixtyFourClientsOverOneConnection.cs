using System.Linq;
using System.Threading;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class ServesSixtyFourClientsOverOneConnection
{
    private const int Clients = 64;
    private const int Certificates = 8;
    private const int Most = 100;
    private const int Least = 20;

    private static readonly byte[] Read = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    public void Nobody_is_left_behind_by_the_busiest()
    {
        using var site = new Site();
        site.StartPlc("--one-connection");
        site.StartModule();
        string[][] identities = [.. Enumerable.Range(0, Certificates).Select(i => site.Client("op" + i, "Operator"))];
        RawClient[] clients = [.. Enumerable.Range(0, Clients).Select(i => new RawClient(site, identities[i % Certificates]))];
        int[] served = new int[Clients];
        using var go = new Barrier(Clients);
        bool isOver = false;
        Thread[] threads = [.. clients.Select((client, i) => new Thread(() =>
        {
            go.SignalAndWait();
            while (!Volatile.Read(ref isOver))
            {
                if (client.Ask(Read) is not [.., 3, 2, 1000 >> 8, 1000 & 0xFF]) return;
                if (Interlocked.Increment(ref served[i]) == Most) Volatile.Write(ref isOver, true);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        foreach (RawClient client in clients) client.Dispose();
        Assert.IsGreaterThanOrEqualTo(Least, served.Min(), "answers: " + string.Join(' ', served));
    }
}
