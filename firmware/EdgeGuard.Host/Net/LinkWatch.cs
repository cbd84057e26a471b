using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EdgeGuard.Core;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>Waits for many links with one epoll(7).</summary>
/// <remarks>Every arrival is reported once (EPOLLONESHOT), so a link is with the system or with one thread, never with two. The system
/// hands arrivals out in their order, and wakes the thread that fell asleep last.</remarks>
public sealed class LinkWatch : ILinkWatch, IDisposable
{
    // No socket: what wakes everybody at the end.
    private const int ClosingFile = -1;

    private readonly IClock _clock;
    private readonly SafeFileHandle _epoll;
    private readonly SafeFileHandle _closing;

    // Who waits behind a socket's number; the number is given again only when its link is forgotten.
    private readonly ConcurrentDictionary<int, IWatched> _waiting = new();

    private LinkWatch(IClock clock, int epoll, int closing)
    {
        _clock = clock;
        _epoll = new SafeFileHandle(epoll, ownsHandle: true);
        _closing = new SafeFileHandle(closing, ownsHandle: true);
    }

    /// <summary>A new watch; null where the system has no epoll, or no room for one more: then every session has a thread.</summary>
    public static LinkWatch? TryCreate(IClock clock)
    {
        if (!OperatingSystem.IsLinux()) return null;
        int epoll = Epoll.Create(Epoll.CloseOnExec);
        int closing = SystemCalls.EventFile(1, Epoll.CloseOnExec);
        var watch = new LinkWatch(clock, epoll, closing);
        if (epoll >= 0 && closing >= 0) return watch;
        watch.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public bool CanWatch(IUpstreamLink link)
    {
        return link is IPolledLink;
    }

    /// <inheritdoc/>
    public bool Watch(IWatched waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var link = (IPolledLink)waiting.Link;
        if (link.HasBuffered) return false;
        int file = (int)link.Socket.Handle;
        var wanted = new Epoll.Event { What = Epoll.In | Epoll.PeerClosed | Epoll.OneShot, File = file };
        // The first time it is new to the system.
        int operation = _waiting.TryAdd(file, waiting) ? Epoll.Add : Epoll.Modify;
        if (Epoll.Control(_epoll, operation, file, ref wanted) == 0) return true;
        _waiting.TryRemove(file, out _);
        return false;
    }

    /// <inheritdoc/>
    public void Forget(IWatched waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        int file = (int)((IPolledLink)waiting.Link).Socket.Handle;
        if (!_waiting.TryRemove(new KeyValuePair<int, IWatched>(file, waiting))) return;
        var nothing = default(Epoll.Event);
        _ = Epoll.Control(_epoll, Epoll.Delete, file, ref nothing);
    }

    /// <inheritdoc/>
    public IWatched? Next(long until)
    {
        while (true)
        {
            long left = Math.Clamp(until - _clock.Now, 0, int.MaxValue);
            var happened = default(Epoll.Event);
            int count = Epoll.Wait(_epoll, ref happened, 1, (int)left);
            if (count > 0 && _waiting.TryGetValue(happened.File, out IWatched? waiting)) return waiting;
            if (count > 0 && happened.File == ClosingFile) return null;
            if (count == 0 || (count < 0 && Marshal.GetLastPInvokeError() != SystemCalls.Interrupted)) return null;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        // Stays readable: whoever waits is woken, and whoever comes later does not wait.
        var wanted = new Epoll.Event { What = Epoll.In, File = ClosingFile };
        _ = Epoll.Control(_epoll, Epoll.Add, (int)_closing.DangerousGetHandle(), ref wanted);
    }

    /// <summary>Frees what it holds, when no thread uses it any more.</summary>
    public void Dispose()
    {
        _epoll.Dispose();
        _closing.Dispose();
    }
}
