using System;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>mbpoll, the command that technicians have, and all that it can ask of the policy of <see cref="Plant"/>.</summary>
internal static class Mbpoll
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

    /// <summary>The PDUs that the PLC must have seen after <see cref="PollAll"/>: those that are allowed.</summary>
    public static string[] Allowed => [.. Polls.Where(poll => poll.IsAllowed).Select(poll => poll.Pdu)];

    /// <summary>Over TCP, to this port of loopback.</summary>
    public static string[] Tcp(int port) => ["-m", "tcp", "-p", $"{port}", "127.0.0.1"];

    /// <summary>Over a serial port.</summary>
    public static string[] Rtu(string path, int baud) => ["-m", "rtu", "-b", $"{baud}", "-P", "even", path];

    /// <summary>Polls everything, each poll by a run of its own, and insists that it is answered or refused as the policy says.</summary>
    /// <param name="way">How to get to the module; where comes last.</param>
    public static void PollAll(string[] way)
    {
        foreach ((string table, string values, _, bool isAllowed) in Polls)
        {
            string said = Poll(way, table, values);
            string poll = $"mbpoll {table} {values}: {said}";
            Assert.AreEqual(!isAllowed, said.Contains("Illegal function", StringComparison.Ordinal), poll);
            string sign = values.Length > 0 ? "Written" : "[";
            Assert.AreEqual(isAllowed, said.Contains(sign, StringComparison.Ordinal), poll);
        }
    }

    // What it says of the poll itself; what it says of its settings before holds brackets too.
    private static string Poll(string[] way, string table, string values)
    {
        string[] arguments = [
            "-a", "1", "-0", "-1", "-o", "10", .. table.Split(' '), .. way, .. values.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        using Executable mbpoll = Executable.Peer("mbpoll", "mbpoll", arguments);
        mbpoll.WaitForExit();
        return mbpoll.Output[mbpoll.Output.IndexOf("Data type", StringComparison.Ordinal)..] + mbpoll.Errors;
    }
}
