using System;
using System.Linq;
using EdgeGuard.EndToEnd;

namespace EdgeGuard.Peers.Tests;

/// <summary>mbpoll, the command that technicians have: all that it can ask.</summary>
[TestClass]
public class MbpollTests
{
    // Table and first address, then what is written; what the PLC must see.
    private static readonly (string Table, string Values, string Pdu, bool IsAllowed)[] Polls =
    [
        ("-t 0 -r 0 -c 8", "", "0100000008", true),
        ("-t 1 -r 0 -c 8", "", "0200000008", true),
        ("-t 4 -r 40 -c 2", "", "0300280002", true),
        ("-t 3 -r 0 -c 2", "", "0400000002", true),
        ("-t 0 -r 3", "1", "050003FF00", true),
        ("-t 4 -r 40", "1500", "06002805DC", true),
        ("-t 0 -r 0", "1 0 1", "0F000000030105", true),
        ("-t 4 -r 40", "1 2", "10002800020400010002", true),
        ("-t 0 -r 95 -c 8", "", "", false),
        ("-t 1 -r 100 -c 1", "", "", false),
        ("-t 4 -r 99 -c 2", "", "", false),
        ("-t 3 -r 100 -c 1", "", "", false),
        ("-t 0 -r 10", "1", "", false),
        ("-t 4 -r 40", "1501", "", false),
        ("-t 0 -r 8", "1 0 1", "", false),
        ("-t 4 -r 40", "1 1501", "", false),
    ];

    [TestMethod]
    [DataRow("stunnel")]
    [DataRow("connect")]
    public void Every_table_is_read_and_written_or_refused_as_the_policy_says(string by)
    {
        using var plant = new Plant();
        Executable plc = plant.StartWithLibmodbus();
        int port = plant.Open(by);
        foreach ((string table, string values, _, bool isAllowed) in Polls)
        {
            string said = Poll(port, table, values);
            string poll = $"mbpoll {table} {values}: {said}";
            Assert.AreEqual(!isAllowed, said.Contains("Illegal function", StringComparison.Ordinal), poll);
            string sign = values.Length > 0 ? "Written" : "[";
            Assert.AreEqual(isAllowed, said.Contains(sign, StringComparison.Ordinal), poll);
        }
        CollectionAssert.AreEqual(
            Polls.Where(poll => poll.IsAllowed).Select(poll => poll.Pdu).ToArray(), plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    // What it says of the poll itself; what it says of its settings before holds brackets too.
    private static string Poll(int port, string table, string values)
    {
        string[] arguments = ["-m", "tcp", "-p", $"{port}", "-a", "1", "-0", "-1", "-o", "10", .. table.Split(' '), "127.0.0.1", .. values.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        using Executable mbpoll = Executable.Peer("mbpoll", "mbpoll", arguments);
        mbpoll.WaitForExit();
        return mbpoll.Output[mbpoll.Output.IndexOf("Data type", StringComparison.Ordinal)..] + mbpoll.Errors;
    }
}
