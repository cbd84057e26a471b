using System;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>mbpoll over TCP: all that it can ask.</summary>
[TestClass]
public class MbpollTests
{
    [TestMethod]
    [DataRow("stunnel")]
    [DataRow("connect")]
    public void Every_table_is_read_and_written_or_refused_as_the_policy_says(string by)
    {
        using var plant = new Plant();
        Executable plc = plant.StartWithLibmodbus();
        Mbpoll.PollAll(Mbpoll.Tcp(plant.Open(by)));
        CollectionAssert.AreEqual(Mbpoll.Allowed, plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }
}
