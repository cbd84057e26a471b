using System.Net;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>When the thread that accepts has to look after somebody, and who goes on with a slot.</summary>
[TestClass]
public class SharedHandshakeQueueTests
{
    private const int SilentMs = 5_000;
    private const long Tick = 777;

    private static readonly IPAddress A = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress B = IPAddress.Parse("10.0.0.2");

    [TestMethod]
    public void Nobody_has_to_be_looked_at_while_nobody_waits()
    {
        var queue = new SharedHandshakeQueue(new HandshakeQueue(8, 1, 1000));
        Assert.AreEqual(long.MaxValue, queue.Due(SilentMs, Tick));
        HelloReceived(queue, A, 10);
        Assert.IsNotNull(queue.TakeSlot(10));
        Assert.AreEqual(long.MaxValue, queue.Due(SilentMs, Tick), "who shakes hands is not waited for");
    }

    [TestMethod]
    public void The_longest_silent_one_has_to_be_looked_at_when_its_time_is_over()
    {
        var queue = new SharedHandshakeQueue(new HandshakeQueue(8, 1, 1000));
        PendingConnection first = Enter(queue, A, 100);
        Enter(queue, B, 200);
        Assert.AreEqual(100 + SilentMs, queue.Due(SilentMs, Tick));
        queue.Leave(first);
        Assert.AreEqual(200 + SilentMs, queue.Due(SilentMs, Tick));
    }

    [TestMethod]
    public void While_somebody_waits_for_a_slot_it_is_looked_whether_one_gives_way()
    {
        var queue = new SharedHandshakeQueue(new HandshakeQueue(8, 1, 1000));
        HelloReceived(queue, A, 10);
        PendingConnection first = queue.TakeSlot(10)!;
        PendingConnection second = HelloReceived(queue, B, 20);
        Assert.AreEqual(Tick, queue.Due(SilentMs, Tick));
        Assert.AreSame(second, queue.PassSlot(first, 30));
        Assert.AreEqual(long.MaxValue, queue.Due(SilentMs, Tick));
    }

    [TestMethod]
    public void A_slot_that_is_passed_on_is_nobody_elses_meanwhile()
    {
        var queue = new SharedHandshakeQueue(new HandshakeQueue(8, 1, 1000));
        HelloReceived(queue, A, 10);
        PendingConnection first = queue.TakeSlot(10)!;
        PendingConnection second = HelloReceived(queue, B, 20);
        HelloReceived(queue, A, 30);
        Assert.IsNull(queue.TakeSlot(40));
        Assert.AreSame(second, queue.PassSlot(first, 40));
        Assert.IsNull(queue.TakeSlot(40));
    }

    [TestMethod]
    public void Behind_the_end_nobody_begins()
    {
        var queue = new SharedHandshakeQueue(new HandshakeQueue(8, 2, 1000));
        HelloReceived(queue, A, 10);
        PendingConnection first = queue.TakeSlot(10)!;
        HelloReceived(queue, B, 20);
        Assert.IsTrue(queue.Close());
        Assert.IsNull(queue.TakeSlot(30));
        Assert.IsNull(queue.PassSlot(first, 30));
    }

    private static PendingConnection Enter(SharedHandshakeQueue queue, IPAddress address, long now)
    {
        var pending = new PendingConnection(address, now);
        Assert.IsNull(queue.Enter(pending));
        return pending;
    }

    private static PendingConnection HelloReceived(SharedHandshakeQueue queue, IPAddress address, long now)
    {
        PendingConnection pending = Enter(queue, address, now);
        queue.HelloReceived(pending, now);
        return pending;
    }
}
