using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Who gets the line, and when. Nobody here talks to a PLC.</summary>
[TestClass]
public sealed class PlcPortTests
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _log = [];

    [TestMethod]
    public void A_free_line_is_taken_without_waiting()
    {
        PlcPort line = Line(1);
        var ticket = new PlcPortTicket(_clock);
        Assert.IsTrue(line.Take(ticket, 1, false, _clock.Now));
        Assert.IsNotNull(ticket.PlcConnection);
        line.Release(ticket);
        Assert.IsNull(ticket.PlcConnection);
    }

    [TestMethod]
    public void Equal_priorities_are_served_in_the_order_of_arrival()
    {
        PlcPort line = Line(1);
        PlcPortUser[] users = [User(line, "a", 1), User(line, "b", 1), User(line, "c", 1), User(line, "d", 1)];
        foreach (PlcPortUser user in users) user.Release();
        Expect("a", "b", "c", "d");
    }

    [TestMethod]
    public void A_better_priority_goes_first()
    {
        PlcPort line = Line(1);
        PlcPortUser holder = User(line, "holder", 1);
        PlcPortUser low = User(line, "low", 2);
        PlcPortUser middle = User(line, "middle", 1);
        PlcPortUser high = User(line, "high", 0);
        foreach (PlcPortUser user in new[] { holder, high, middle, low }) user.Release();
        Expect("holder", "high", "middle", "low");
    }

    [TestMethod]
    public void Nobody_is_overtaken_without_end()
    {
        PlcPort line = Line(1);
        PlcPortUser holder = User(line, "holder", 0);
        PlcPortUser low = User(line, "low", 2);
        int before = 0;
        while (low.Got == null && before < 100)
        {
            PlcPortUser next = User(line, "high", 0);
            holder.Release();
            if (low.Got != null)
            {
                low.Release();
                next.Release();
                break;
            }
            holder = next;
            before++;
        }
        // Two ranks up, by eight overtakes each; then it is the oldest of its rank.
        Assert.AreEqual(2 * GuardLimits.OvertakesPerRank, before);
    }

    [TestMethod]
    public void A_waiter_gives_up_at_its_deadline_and_not_before()
    {
        PlcPort line = Line(1);
        PlcPortUser holder = User(line, "holder", 1);
        PlcPortUser late = User(line, "late", 1, waitMs: 100);
        _clock.Advance(99);
        Assert.IsNull(late.Got);
        _clock.Advance(1);
        Assert.AreEqual(false, late.Got);
        Assert.AreEqual(0, line.Waiting);
        holder.Release();
        PlcPortUser next = User(line, "next", 1);
        next.Release();
        Expect("holder", "late gave up", "next");
    }

    [TestMethod]
    public void As_many_as_there_are_lanes_are_served_at_once()
    {
        PlcPort line = Line(2);
        PlcPortUser a = User(line, "a", 1);
        PlcPortUser b = User(line, "b", 1);
        PlcPortUser c = User(line, "c", 1);
        Assert.AreEqual(true, b.Got);
        Assert.IsNull(c.Got);
        Assert.AreNotSame(a.Ticket.PlcConnection, b.Ticket.PlcConnection);
        foreach (PlcPortUser user in new[] { b, c, a }) user.Release();
        Expect("a", "b", "c");
    }

    [TestMethod]
    public void Who_wants_all_lanes_waits_for_the_last_one_and_shares_none()
    {
        PlcPort line = Line(2);
        PlcPortUser a = User(line, "a", 1);
        PlcPortUser b = User(line, "b", 1);
        PlcPortUser all = User(line, "all", 1, allConnections: true);
        PlcPortUser after = User(line, "after", 1);
        a.Release();
        Assert.IsNull(all.Got);
        Assert.IsNull(after.Got);
        b.Release();
        Assert.AreEqual(true, all.Got);
        Assert.IsNull(after.Got);
        all.Release();
        after.Release();
        Expect("a", "b", "all", "after");
    }

    [TestMethod]
    public void Who_gives_up_wanting_all_lanes_lets_the_others_go_on()
    {
        PlcPort line = Line(2);
        PlcPortUser a = User(line, "a", 1);
        PlcPortUser all = User(line, "all", 1, allConnections: true, waitMs: 50);
        PlcPortUser after = User(line, "after", 1);
        Assert.IsNull(after.Got);
        _clock.Advance(50);
        Assert.AreEqual(false, all.Got);
        Assert.AreEqual(true, after.Got);
        a.Release();
        after.Release();
    }

    [TestMethod]
    public void A_cancelled_ticket_ends_its_waiting_and_never_gets_a_lane_again()
    {
        PlcPort line = Line(1);
        PlcPortUser holder = User(line, "holder", 1);
        PlcPortUser ended = User(line, "ended", 1);
        line.Cancel(ended.Ticket);
        _clock.Settle();
        Assert.AreEqual(false, ended.Got);
        holder.Release();
        Assert.IsFalse(line.Take(ended.Ticket, 1, false, long.MaxValue));
    }

    [TestMethod]
    public void Stopping_ends_all_waiting()
    {
        PlcPort line = Line(1);
        PlcPortUser holder = User(line, "holder", 1);
        PlcPortUser[] waiters = [User(line, "a", 0), User(line, "b", 1), User(line, "c", 2)];
        line.Stop();
        _clock.Settle();
        Assert.IsTrue(waiters.All(w => w.Got == false));
        holder.Release();
        Assert.IsFalse(line.Take(new PlcPortTicket(_clock), 1, false, long.MaxValue));
    }

    private PlcPort Line(int connections)
    {
        return PlcPortSetup.Plc(new MisbehavingPlc(_clock), connections).Create(0, _clock);
    }

    private PlcPortUser User(PlcPort line, string name, int priority, bool allConnections = false, int waitMs = int.MaxValue)
    {
        return new PlcPortUser(_clock, line, _log, name, priority, allConnections, waitMs);
    }

    private void Expect(params string[] order)
    {
        _clock.Settle();
        lock (_log) CollectionAssert.AreEqual(order, _log);
    }
}
