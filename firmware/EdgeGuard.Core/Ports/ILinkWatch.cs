namespace EdgeGuard.Core;

/// <summary>Waits for many links at once, so that few threads can serve many sessions. Any thread; never throws.</summary>
/// <remarks>A platform without one gives every session a thread that waits in its link.</remarks>
public interface ILinkWatch
{
    /// <summary>Whether links of this kind can be watched.</summary>
    bool CanWatch(IUpstreamLink link);

    /// <summary>Has the next arrival over a link, or its end, told by <see cref="Next"/>: once, to one caller. From here on it belongs to
    /// that caller, which may have it before this returns. False: bytes of it are
    /// here already, or it has ended; it still belongs to who asked.</summary>
    bool Watch(IWatched waiting);

    /// <summary>Forgets a link. Its owner does so before closing it.</summary>
    void Forget(IWatched waiting);

    /// <summary>The next one whose link has something to read, or has ended; in the order in which that happened. Null once
    /// <paramref name="until"/> has passed, or the watch is closed.</summary>
    IWatched? Next(long until);

    /// <summary>Wakes every caller of <see cref="Next"/>, now and for good.</summary>
    void Close();
}
