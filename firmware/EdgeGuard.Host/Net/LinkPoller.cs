using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EdgeGuard.Core;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>Waits for many links with one epoll(7).</summary>
/// <remarks>
/// Each socket is made known once for its life (EPOLLET): an arrival is told once, in order of arrival, and many of them by one call. What
/// was told is noted at the socket, so that a look at one to which nothing has happened costs no call. Room to write is asked for only
/// while something waits for it: otherwise what was read meanwhile would be told of as well, for there is room.
/// </remarks>
public sealed class LinkPoller : ILinkPoller, IDisposable
{
    private const int AtOnce = 64;

    // No socket: what wakes the thread.
    private const int WakingFile = -1;

    private const uint Arrivals = Epoll.In | Epoll.PeerClosed | Epoll.EdgeTriggered;

    private readonly IClock _clock;
    private readonly SafeFileHandle _epoll;
    private readonly SafeFileHandle _waking;

    // Behind a socket's number, which the system gives anew once the socket is closed. Entries are made by the poller's thread and removed
    // by the thread that closes the socket or watches it elsewhere.
    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    private readonly uint[] _events = new uint[AtOnce * Epoll.Words];
    private int _next;
    private int _count;

    private LinkPoller(IClock clock, int epoll, int waking)
    {
        _clock = clock;
        _epoll = new SafeFileHandle(epoll, ownsHandle: true);
        _waking = new SafeFileHandle(waking, ownsHandle: true);
    }

    /// <summary>A new one; null where the system has no epoll, or no room for one more: then every session has a thread.</summary>
    public static LinkPoller? TryCreate(IClock clock)
    {
        if (!OperatingSystem.IsLinux()) return null;
        int epoll = Epoll.Create(Epoll.CloseOnExec);
        int waking = SystemCalls.EventFile(0, Epoll.CloseOnExec);
        var poller = new LinkPoller(clock, epoll, waking);
        bool isWhole = epoll >= 0 && waking >= 0
            && Epoll.TryControl(poller._epoll, Epoll.Add, waking, WakingFile, Epoll.In | Epoll.EdgeTriggered);
        if (isWhole) return poller;
        poller.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public bool Watch(IPolledLink link, IPolled owner)
    {
        if (link is not ISocketLink socket) return false;
        DeadlineSocket watched = socket.Socket;
        if (watched.Poller == this && _entries.TryGetValue(watched.File, out Entry? entry))
        {
            entry.Owner = owner;
            return entry.WantsRoom == watched.HasRest || WantRoom(entry, watched.HasRest);
        }

        watched.Poller?.Forget(watched);
        _entries[watched.File] = new Entry(watched, owner) { WantsRoom = watched.HasRest };
        watched.BePolledBy(this);
        if (Epoll.TryControl(_epoll, Epoll.Add, watched.File, watched.File, Wanted(watched.HasRest))) return true;
        Forget(watched);
        return false;
    }

    /// <inheritdoc/>
    public bool Await(IPolledLink link, long until)
    {
        ArgumentNullException.ThrowIfNull(link);
        // One call that waits and reads, instead of one that waits and one that reads; unless somebody else is told of already.
        return _next == _count && link.Ready(until);
    }

    /// <inheritdoc/>
    public IPolled? Next(long until)
    {
        while (true)
        {
            if (_next == _count && !Wait(until)) return null;
            int at = _next++ * Epoll.Words;
            int file = unchecked((int)_events[at + Epoll.FileWord]);
            if (file == WakingFile) return null;
            if (!_entries.TryGetValue(file, out Entry? entry)) continue;
            uint what = _events[at];
            if ((what & ~Epoll.Out) != 0) entry.Socket.Happened(isEnd: (what & ~(Epoll.In | Epoll.Out)) != 0);
            return entry.Owner;
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        // Counted up and never read: each write is an arrival of its own.
        long one = 1;
        try
        {
            _ = SystemCalls.Write(_waking, in MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref one, 1))[0], sizeof(long));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>Frees what it holds, when no thread uses it any more.</summary>
    public void Dispose()
    {
        _epoll.Dispose();
        _waking.Dispose();
    }

    /// <summary>Forgets a socket that goes elsewhere. Any thread.</summary>
    internal void Forget(DeadlineSocket socket)
    {
        if (!Drop(socket)) return;
        _ = Epoll.TryControl(_epoll, Epoll.Delete, socket.File, 0, 0);
    }

    /// <summary>Forgets a socket that is being closed, which the system forgets by itself. Any thread. False: it was not known.</summary>
    internal bool Drop(DeadlineSocket socket)
    {
        return _entries.TryGetValue(socket.File, out Entry? entry) && entry.Socket == socket
            && _entries.TryRemove(new KeyValuePair<int, Entry>(socket.File, entry));
    }

    private static uint Wanted(bool hasRest)
    {
        return hasRest ? Arrivals | Epoll.Out : Arrivals;
    }

    private bool WantRoom(Entry entry, bool hasRest)
    {
        entry.WantsRoom = hasRest;
        return Epoll.TryControl(_epoll, Epoll.Modify, entry.Socket.File, entry.Socket.File, Wanted(hasRest));
    }

    // False: the time has passed.
    private bool Wait(long until)
    {
        while (true)
        {
            long left = Math.Clamp(until - _clock.Now, 0, int.MaxValue);
            _next = 0;
            _count = Epoll.Wait(_epoll, ref _events[0], AtOnce, (int)left);
            if (_count > 0) return true;
            bool isInterrupted = _count < 0 && Marshal.GetLastPInvokeError() == SystemCalls.Interrupted;
            _count = 0;
            if (!isInterrupted) return false;
        }
    }

    private sealed class Entry(DeadlineSocket socket, IPolled owner)
    {
        internal DeadlineSocket Socket { get; } = socket;

        internal IPolled Owner { get; set; } = owner;

        internal bool WantsRoom { get; set; }
    }
}
