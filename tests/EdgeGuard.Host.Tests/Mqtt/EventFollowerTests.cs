using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Mqtt;

[TestClass]
public class EventFollowerTests
{
    private readonly EventFollower _follower = new();

    [TestMethod]
    public void A_batch_that_comes_again_brings_nothing_new()
    {
        Assert.HasCount(3, Take(Batches.Of(1, 1, 2, 3)));
        Assert.IsEmpty(Take(Batches.Of(1, 1, 2, 3)));
        Assert.HasCount(1, Take(Batches.Of(1, 2, 3, 4)));
    }

    [TestMethod]
    public void What_never_arrived_is_noticed()
    {
        Take(Batches.Of(1, 1, 2));
        Assert.AreEqual(3L, Take(Batches.Of(1, 6, 7)).Single(e => e.Record.Sequence == 6).Missing);
    }

    [TestMethod]
    public void A_loss_that_the_module_tells_of_is_not_missing_here()
    {
        Take(Batches.Of(1, 1, 2));
        FollowedEvent told = Take(Batches.Loss(1, sequence: 6, lost: 4)).Single();
        Assert.AreEqual(0L, told.Missing);
        Take(Batches.Of(1, 7));
        Assert.AreEqual(2L, Take(Batches.Loss(1, sequence: 12, lost: 3)).Single().Missing, "it tells of 10 to 12; 8 and 9 did not come");
    }

    [TestMethod]
    public void Who_comes_later_misses_nothing()
    {
        Assert.AreEqual(0L, Take(Batches.Of(1, 100)).Single().Missing);
    }

    [TestMethod]
    public void A_new_stream_counts_from_its_own_beginning()
    {
        Take(Batches.Of(1, 1, 2, 3));
        Assert.HasCount(2, Take(Batches.Of(2, 1, 2)));
    }

    [TestMethod]
    public void The_next_start_of_a_commissioned_module_counts_from_its_own_beginning()
    {
        Take(Batches.Of(1, 1, 2, 3));
        byte[] next = Batches.Of(1, 1, 2);
        next[27]++; // The last byte of the boot number.
        Assert.HasCount(2, Take(next));
    }

    [TestMethod]
    public void A_module_that_copies_anothers_stream_does_not_silence_it()
    {
        Assert.HasCount(3, _follower.Take("edgeguard/v1/site/other/events", Batches.Of(1, 1, 2, 3), out _));
        Assert.HasCount(3, Take(Batches.Of(1, 1, 2, 3)));
    }

    [TestMethod]
    public void What_is_no_batch_is_said_and_changes_nothing()
    {
        Assert.IsEmpty(_follower.Take("edgeguard/v1/site/m/events", [1, 2, 3], out string problem));
        Assert.AreEqual("site/m: 3 bytes that are no batch of events (TooShort)", problem);
        Assert.IsEmpty(_follower.Take("edgeguard/v1/\u001b[2J/m/events", Batches.Of(1, 1), out problem));
        Assert.IsFalse(problem.Contains('\u001b', StringComparison.Ordinal));
        Assert.HasCount(1, Take(Batches.Of(1, 1)));
    }

    private IReadOnlyList<FollowedEvent> Take(byte[] batch)
    {
        IReadOnlyList<FollowedEvent> events = _follower.Take("edgeguard/v1/site/m/events", batch, out string problem);
        Assert.AreEqual("", problem);
        return events;
    }
}
