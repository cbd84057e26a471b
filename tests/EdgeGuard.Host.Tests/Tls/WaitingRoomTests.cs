using System.Net;
using EdgeGuard.Host.Tls;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class WaitingRoomTests
{
    private static readonly IPAddress A = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress B = IPAddress.Parse("10.0.0.2");
    private static readonly IPAddress C = IPAddress.Parse("10.0.0.3");

    [TestMethod]
    public void Nobody_goes_while_there_is_room()
    {
        var room = new WaitingRoom(3, 1, 1000);
        for (int i = 0; i < 3; i++)
            Assert.IsNull(room.Enter(new Arrival(A, i)));
        Assert.AreEqual(3, room.Waiting.Count);
    }

    [TestMethod]
    public void When_it_is_full_the_oldest_of_the_fullest_address_goes_and_never_the_newcomer()
    {
        var room = new WaitingRoom(4, 1, 1000);
        Arrival first = Enter(room, B, 0);
        Arrival oldestOfFullest = Enter(room, A, 1);
        Enter(room, A, 2);
        Enter(room, C, 3);
        Assert.AreSame(oldestOfFullest, room.Enter(new Arrival(B, 4)));
        // Now B has most.
        Assert.AreSame(first, room.Enter(new Arrival(C, 5)));
        Assert.AreEqual(4, room.Waiting.Count);
    }

    [TestMethod]
    public void Who_has_spoken_stays_before_who_is_silent()
    {
        var room = new WaitingRoom(2, 1, 1000);
        Greeted(room, A, 0);
        Arrival silent = Enter(room, A, 1);
        Assert.AreSame(silent, room.Enter(new Arrival(A, 2)));
    }

    [TestMethod]
    public void Only_who_has_spoken_has_a_slot()
    {
        var room = new WaitingRoom(4, 2, 1000);
        Enter(room, A, 0);
        Assert.IsNull(room.TakeSlot(1));
        Arrival greeted = Greeted(room, A, 2);
        Assert.AreSame(greeted, room.TakeSlot(3));
        Assert.AreEqual(ArrivalStage.Handshaking, greeted.Stage);
        Assert.AreEqual(3, greeted.Since);
        Assert.IsNull(room.TakeSlot(4));
    }

    [TestMethod]
    public void An_address_has_half_of_the_slots_at_most_and_others_the_rest()
    {
        var room = new WaitingRoom(10, 4, 1000);
        for (int i = 0; i < 5; i++)
            Greeted(room, A, i);
        Assert.IsNotNull(room.TakeSlot(10));
        Assert.IsNotNull(room.TakeSlot(10));
        Assert.IsNull(room.TakeSlot(10));
        Arrival other = Greeted(room, B, 20);
        Assert.AreSame(other, room.TakeSlot(21));
    }

    [TestMethod]
    public void The_address_with_fewest_handshakes_is_next_and_of_equals_the_longest_waiting()
    {
        var room = new WaitingRoom(10, 8, 1000);
        Arrival a1 = Greeted(room, A, 0);
        Greeted(room, A, 1);
        Arrival b1 = Greeted(room, B, 2);
        Assert.AreSame(a1, room.TakeSlot(10));
        Assert.AreSame(b1, room.TakeSlot(10));
    }

    [TestMethod]
    public void A_released_slot_is_free_again()
    {
        var room = new WaitingRoom(10, 1, 1000);
        Greeted(room, A, 0);
        Arrival holder = room.TakeSlot(1)!;
        Greeted(room, B, 2);
        Assert.IsNull(room.TakeSlot(3));
        room.ReleaseSlot(holder);
        Assert.IsNotNull(room.TakeSlot(4));
    }

    [TestMethod]
    public void Nobody_gives_way_when_nobody_waits_or_before_the_fair_time()
    {
        var room = new WaitingRoom(10, 1, 1000);
        Greeted(room, A, 0);
        Arrival holder = room.TakeSlot(0)!;
        Assert.IsNull(room.GiveWay(5000));
        Greeted(room, B, 10);
        Assert.IsNull(room.GiveWay(999));
        Assert.AreSame(holder, room.GiveWay(1000));
    }

    [TestMethod]
    public void No_more_give_way_than_wait()
    {
        var room = new WaitingRoom(10, 4, 1000);
        for (int i = 0; i < 2; i++)
        {
            Greeted(room, A, 0);
            Greeted(room, B, 0);
        }

        for (int i = 0; i < 4; i++)
            room.TakeSlot(0);
        Greeted(room, C, 1);
        Assert.IsNotNull(room.GiveWay(2000));
        Assert.IsNull(room.GiveWay(2000));
    }

    [TestMethod]
    public void The_address_with_most_handshakes_gives_way_first()
    {
        var room = new WaitingRoom(10, 4, 1000);
        Greeted(room, B, 0);
        room.TakeSlot(0);
        Greeted(room, A, 1);
        Greeted(room, A, 1);
        room.TakeSlot(1);
        room.TakeSlot(1);
        Greeted(room, C, 2);
        Greeted(room, C, 2);
        room.TakeSlot(2);
        Assert.AreEqual(A, room.GiveWay(5000)!.Address);
    }

    [TestMethod]
    public void Silence_is_counted_from_the_arrival()
    {
        var room = new WaitingRoom(10, 1, 1000);
        Arrival early = Enter(room, A, 100);
        Enter(room, A, 200);
        Assert.IsNull(room.SilentSince(99));
        Assert.AreSame(early, room.SilentSince(100));
        WaitingRoom.Greet(early, 150);
        Assert.IsNull(room.SilentSince(199));
    }

    private static Arrival Enter(WaitingRoom room, IPAddress address, long now)
    {
        var arrival = new Arrival(address, now);
        Assert.IsNull(room.Enter(arrival));
        return arrival;
    }

    private static Arrival Greeted(WaitingRoom room, IPAddress address, long now)
    {
        Arrival arrival = Enter(room, address, now);
        WaitingRoom.Greet(arrival, now);
        return arrival;
    }
}
