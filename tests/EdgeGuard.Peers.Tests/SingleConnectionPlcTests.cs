using System.Linq;
using System.Threading;

namespace EdgeGuard.Peers.Tests;

/// <summary>A real PLC program that takes one connection at a time, and several clients that know nothing of each other.</summary>
[TestClass]
public class SingleConnectionPlcTests
{
    private const int Clients = 6;
    private const int Rounds = 20;

    [TestMethod]
    public void Six_clients_at_once_all_get_their_answers_over_its_one_connection()
    {
        using var plant = new Plant();
        plant.StartWithLibmodbus();
        int port = plant.Open("connect");
        string[][] answers = new string[Clients][];
        Thread[] threads = [.. Enumerable.Range(0, Clients).Select(client => new Thread(() => answers[client] = Converse(port, client)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        for (int client = 0; client < Clients; client++)
        {
            string[] expected = [.. Enumerable.Range(0, Rounds).SelectMany(round => Exchange(client, round))];
            CollectionAssert.AreEqual(expected, answers[client]);
        }
    }

    // Each has a register of its own: what it reads is what it wrote.
    private static string[] Converse(int port, int client) =>
        Libmodbus.Ask(
            port, [.. Enumerable.Range(0, Rounds).SelectMany(round => new[] { $"6:{40 + client}:{round}", $"3:{40 + client}:1" })]);

    private static string[] Exchange(int client, int round) => [$"6:{40 + client}:{round} =", $"3:{40 + client}:1 = {round}"];
}
