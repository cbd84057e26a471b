using System.Threading;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>An allowed question that the PLC answers oddly, again and again, must not take the PLC from everybody else.</summary>
[TestClass]
public class ServesOthersBesideAnOddQuestion
{
    private const int Polls = 200;

    private static readonly byte[] Level = Adu.Read(2, 1, 3, 41, 1);
    private static readonly byte[] Identify = Adu.Frame(3, 1, 43, 14, 1, 0);

    [TestMethod]
    [DataRow("trailing-bytes")]
    [DataRow("short-response")]
    [DataRow("wrong-function")]
    [DataRow("wrong-unit")]
    public void A_poller_loses_nothing(string fault)
    {
        using var site = new Site();
        site.WritePolicy(
            "edgeguard-policy 1\npolicy odd version 1\nlimit client 100000/s burst 100000\nrole Operator\n  allow reads unit 1\nrole "
                + "Viewer\n  allow identification\n");
        site.StartPlc("--misbehave", fault + "@1/43");
        site.StartModule();
        using var odd = new RawClient(site, site.Client("odd", "Viewer"));
        using var poller = new RawClient(site, site.Client("op1", "Operator"));
        // The odd question comes first, so that the connection has answered nothing fitting before it.
        CollectionAssert.AreEqual(Adu.Exception(Identify, 0x0B), odd.Ask(Identify));
        bool isOver = false;
        int asked = 0;
        var asking = new Thread(() =>
        {
            for (; !Volatile.Read(ref isOver); asked++) odd.Ask(Identify);
        });
        asking.Start();
        try
        {
            for (int i = 0; i < Polls; i++) Assert.AreEqual(1600, poller.Value(Level), $"poll {i}");
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            asking.Join();
        }
        Assert.IsGreaterThan(Polls / 10, asked);
    }
}
