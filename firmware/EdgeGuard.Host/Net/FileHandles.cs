using System;
using System.IO;
using System.Net.Sockets;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Host.Linux;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host.Net;

/// <summary>Whose the last file handle is: the PLC's. Connections that others make are accepted only while one is kept back for it. Any thread.</summary>
/// <remarks>A socket for the PLC that cannot be had otherwise takes the place of the handle that is kept back, and before the next connection is
/// accepted, another one is. When there is none left, that is told once, until there are some again for a while.</remarks>
public sealed class FileHandles : IDisposable
{
    // A file that is always there, costs nothing, and means nothing.
    private const string Placeholder = "/dev/null";

    private const long CalmMs = 60_000;

    private readonly IClock _clock;
    private readonly IEventSink _events;
    private readonly Action<string> _log;
    private readonly Func<SafeFileHandle?> _take;
    private readonly object _gate = new();

    // Guarded by _gate:
    private SafeFileHandle? _kept;
    private bool _isDisposed;
    private bool _isShort;
    private long _shortAt;

    /// <param name="clock">For how long it has been calm.</param>
    /// <param name="events">Told when there is none left.</param>
    /// <param name="log">Likewise, with the remedy.</param>
    public FileHandles(IClock clock, IEventSink events, Action<string> log)
        : this(clock, events, log, TakePlaceholder)
    {
    }

    internal FileHandles(IClock clock, IEventSink events, Action<string> log, Func<SafeFileHandle?> take)
    {
        _clock = clock;
        _events = events;
        _log = log;
        _take = take;
        _kept = take();
    }

    /// <summary>The next connection that waits, or null.</summary>
    /// <param name="listener">Where.</param>
    /// <param name="hasFailed">Whether there may be one that could not be had: whoever asks again at once does nothing else.</param>
    internal Socket? Accept(Socket listener, out bool hasFailed)
    {
        SocketError error = SocketError.TooManyOpenSockets;
        Socket? socket = IsKept() ? TcpBind.TryAccept(listener, out error) : null;
        hasFailed = socket == null && error != SocketError.WouldBlock;
        if (IsShortage(error)) Tell();
        else if (socket != null) Calm();
        return socket;
    }

    /// <summary>A socket for the PLC.</summary>
    /// <exception cref="SocketException">There is none to be had.</exception>
    internal Socket CreateForPlc(AddressFamily family)
    {
        try
        {
            return New(family);
        }
        catch (SocketException e) when (IsShortage(e.SocketErrorCode))
        {
            Tell();
        }

        lock (_gate)
        {
            _kept?.Dispose();
            _kept = null;
            return New(family);
        }
    }

    /// <summary>Lets the handle go that is kept back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _kept?.Dispose();
            _kept = null;
        }
    }

    private static Socket New(AddressFamily family) => new(family, SocketType.Stream, ProtocolType.Tcp);

    private static bool IsShortage(SocketError error) => error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;

    private static SafeFileHandle? TakePlaceholder()
    {
        if (!OperatingSystem.IsLinux()) return new SafeFileHandle();
        try
        {
            return File.OpenHandle(Placeholder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // None left, or a place without it: only the first of these is a reason to let nobody in.
            return FileLimit.IsReached(e) ? null : new SafeFileHandle();
        }
    }

    private bool IsKept()
    {
        lock (_gate)
        {
            if (_kept == null && !_isDisposed) _kept = _take();
            return _kept != null || _isDisposed;
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            bool wasShort = _isShort;
            _isShort = true;
            _shortAt = _clock.Now;
            if (wasShort) return;
        }

        _events.Add(new Event { Code = EventCode.NoHandles, A = (int)FileLimit.Most() });
        _log($"{FileLimit.Words}: connections wait, and the PLC's comes first; let the module have more (LimitNOFILE= of its unit, ulimit -n)");
    }

    private void Calm()
    {
        lock (_gate)
        {
            if (_isShort && _clock.Now - _shortAt >= CalmMs) _isShort = false;
        }
    }
}
