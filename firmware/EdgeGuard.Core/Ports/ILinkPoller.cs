namespace EdgeGuard.Core;

/// <summary>Waits for many links at once, so that one thread can serve many sessions. That thread's only, but for <see cref="Wake"/>; never
/// throws.</summary>
/// <remarks>A platform without one gives every session a thread that waits in its link.</remarks>
public interface ILinkPoller
{
    /// <summary>Has what happens to a link from here on told by <see cref="Next"/>: bytes or its end, and where it has
    /// <see cref="IPolledLink.HasUnsent">unsent</see> bytes, room for them. What has been read before is not told. It is told until the
    /// link is closed or watched for somebody else, by this or another poller; watching it again costs nothing.</summary>
    /// <param name="link">What is watched.</param>
    /// <param name="owner">Who is told of.</param>
    /// <returns>False: the system has no room for one more.</returns>
    bool Watch(IPolledLink link, IPolled owner);

    /// <summary>Waits for one link that is watched, where that is cheaper than <see cref="Next"/>. True: something has come over it, or
    /// it has ended. False: nothing by <paramref name="until"/>, monotonic milliseconds; at once where it is not cheaper.</summary>
    bool Await(IPolledLink link, long until);

    /// <summary>The next to whose link something has happened, in the order in which it did; somebody may be told of for nothing. Null once
    /// <paramref name="until"/> has passed, monotonic milliseconds, or after a <see cref="Wake"/>.</summary>
    IPolled? Next(long until);

    /// <summary>Ends the wait, or the next one. Any thread.</summary>
    void Wake();
}
