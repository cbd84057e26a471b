using System.Net;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class HandshakeQueueTests
{
    private static readonly IPAddress A = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress B = IPAddress.Parse("10.0.0.2");
    private static readonly IPAddress C = IPAddress.Parse("10.0.0.3");

    [TestMethod]
    public void Nobody_goes_while_there_is_room()
    {
        var room = new HandshakeQueue(3, 1, 1000);
        for (int i = 0; i < 3; i++) Assert.IsNull(room.Enter(new PendingConnection(A, i)));
        Assert.AreEqual(3, room.Waiting.Count);
    }

    [TestMethod]
    public void When_it_is_full_the_oldest_of_the_fullest_address_goes_and_never_the_newcomer()
    {
        var room = new HandshakeQueue(4, 1, 1000);
        PendingConnection first = Enter(room, B, 0);
        PendingConnection oldestOfFullest = Enter(room, A, 1);
        Enter(room, A, 2);
        Enter(room, C, 3);
        Assert.AreSame(oldestOfFullest, room.Enter(new PendingConnection(B, 4)));
        // Now B has most.
        Assert.AreSame(first, room.Enter(new PendingConnection(C, 5)));
        Assert.AreEqual(4, room.Waiting.Count);
    }

    [TestMethod]
    public void Who_has_spoken_stays_before_who_is_silent()
    {
        var room = new HandshakeQueue(2, 1, 1000);
        HelloReceived(room, A, 0);
        PendingConnection silent = Enter(room, A, 1);
        Assert.AreSame(silent, room.Enter(new PendingConnection(A, 2)));
    }

    [TestMethod]
    public void Only_who_has_spoken_has_a_slot()
    {
        var room = new HandshakeQueue(4, 2, 1000);
        Enter(room, A, 0);
        Assert.IsNull(room.TakeSlot(1));
        PendingConnection greeted = HelloReceived(room, A, 2);
        Assert.AreSame(greeted, room.TakeSlot(3));
        Assert.AreEqual(PendingStage.Handshaking, greeted.Stage);
        Assert.AreEqual(3, greeted.Since);
        Assert.IsNull(room.TakeSlot(4));
    }

    [TestMethod]
    public void An_address_has_half_of_the_slots_at_most_and_others_the_rest()
    {
        var room = new HandshakeQueue(10, 4, 1000);
        for (int i = 0; i < 5; i++) HelloReceived(room, A, i);
        Assert.IsNotNull(room.TakeSlot(10));
        Assert.IsNotNull(room.TakeSlot(10));
        Assert.IsNull(room.TakeSlot(10));
        PendingConnection other = HelloReceived(room, B, 20);
        Assert.AreSame(other, room.TakeSlot(21));
    }

    [TestMethod]
    public void The_address_with_fewest_handshakes_is_next_and_of_equals_the_longest_waiting()
    {
        var room = new HandshakeQueue(10, 8, 1000);
        PendingConnection a1 = HelloReceived(room, A, 0);
        HelloReceived(room, A, 1);
        PendingConnection b1 = HelloReceived(room, B, 2);
        Assert.AreSame(a1, room.TakeSlot(10));
        Assert.AreSame(b1, room.TakeSlot(10));
    }

    [TestMethod]
    public void A_released_slot_is_free_again()
    {
        var room = new HandshakeQueue(10, 1, 1000);
        HelloReceived(room, A, 0);
        PendingConnection holder = room.TakeSlot(1)!;
        HelloReceived(room, B, 2);
        Assert.IsNull(room.TakeSlot(3));
        room.ReleaseSlot(holder);
        Assert.IsNotNull(room.TakeSlot(4));
    }

    [TestMethod]
    public void Nobody_gives_way_when_nobody_waits_or_before_the_fair_time()
    {
        var room = new HandshakeQueue(10, 1, 1000);
        HelloReceived(room, A, 0);
        PendingConnection holder = room.TakeSlot(0)!;
        Assert.IsNull(room.GiveWay(5000));
        HelloReceived(room, B, 10);
        Assert.IsNull(room.GiveWay(999));
        Assert.AreSame(holder, room.GiveWay(1000));
    }

    [TestMethod]
    public void No_more_give_way_than_wait()
    {
        var room = new HandshakeQueue(10, 4, 1000);
        for (int i = 0; i < 2; i++)
        {
            HelloReceived(room, A, 0);
            HelloReceived(room, B, 0);
        }

        for (int i = 0; i < 4; i++) room.TakeSlot(0);
        HelloReceived(room, C, 1);
        Assert.IsNotNull(room.GiveWay(2000));
        Assert.IsNull(room.GiveWay(2000));
    }

    [TestMethod]
    public void The_address_with_most_handshakes_gives_way_first()
    {
        var room = new HandshakeQueue(10, 4, 1000);
        HelloReceived(room, B, 0);
        room.TakeSlot(0);
        HelloReceived(room, A, 1);
        HelloReceived(room, A, 1);
        room.TakeSlot(1);
        room.TakeSlot(1);
        HelloReceived(room, C, 2);
        HelloReceived(room, C, 2);
        room.TakeSlot(2);
        Assert.AreEqual(A, room.GiveWay(5000)!.Address);
    }

    [TestMethod]
    public void Silence_is_counted_from_the_arrival()
    {
        var room = new HandshakeQueue(10, 1, 1000);
        PendingConnection early = Enter(room, A, 100);
        Enter(room, A, 200);
        Assert.IsNull(room.SilentSince(99));
        Assert.AreSame(early, room.SilentSince(100));
        HandshakeQueue.HelloReceived(early, 150);
        Assert.IsNull(room.SilentSince(199));
    }

    private static PendingConnection Enter(HandshakeQueue room, IPAddress address, long now)
    {
        var pending = new PendingConnection(address, now);
        Assert.IsNull(room.Enter(pending));
        return pending;
    }

    private static PendingConnection HelloReceived(HandshakeQueue room, IPAddress address, long now)
    {
        PendingConnection pending = Enter(room, address, now);
        HandshakeQueue.HelloReceived(pending, now);
        return pending;
    }
}
