using System;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Whose the last file handles are: the PLC's, and what the module itself opens. Connections that others make are accepted only
/// while some are free beyond them. Any thread.</summary>
/// <remarks>The PLC is dialled again, files are read, and a handshake looks into the system's certificate stores: each wants a handle, and
/// none of them can wait until strangers go. When there are too few, that is reported once, until there have been enough for a
/// while.</remarks>
public sealed class FileHandles
{
    /// <summary>So many are free when a connection is accepted.</summary>
    internal const int KeptFree = 16;

    private const long CalmMs = 60_000;

    private readonly IClock _clock;
    private readonly IEventSink _events;
    private readonly Action<string> _log;
    private readonly Func<Socket, int, bool> _areFree;
    private readonly object _gate = new();

    // Guarded by _gate:
    private bool _isShort;
    private long _shortAt;

    /// <param name="clock">For how long it has been calm.</param>
    /// <param name="events">Told when there are too few.</param>
    /// <param name="log">Likewise, with the remedy.</param>
    public FileHandles(IClock clock, IEventSink events, Action<string> log)
        : this(clock, events, log, FileLimit.AreFree)
    {
    }

    /// <param name="clock">As above.</param>
    /// <param name="events">As above.</param>
    /// <param name="log">As above.</param>
    /// <param name="areFree">Whether so many handles are free, asked with a socket that is open.</param>
    internal FileHandles(IClock clock, IEventSink events, Action<string> log, Func<Socket, int, bool> areFree)
    {
        _clock = clock;
        _events = events;
        _log = log;
        _areFree = areFree;
    }

    /// <summary>The next connection that waits, or null.</summary>
    /// <param name="listener">Where.</param>
    /// <param name="hasFailed">Whether there may be one that could not be had: whoever asks again at once does nothing else.</param>
    internal Socket? Accept(Socket listener, out bool hasFailed)
    {
        SocketError error = SocketError.TooManyOpenSockets;
        Socket? socket = _areFree(listener, KeptFree) ? TcpBind.TryAccept(listener, out error) : null;
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
            return new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        }
        catch (SocketException e) when (IsShortage(e.SocketErrorCode))
        {
            Tell();
            throw;
        }
    }

    private static bool IsShortage(SocketError error) => error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;

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
        _log(
            $"{FileLimit.Words}: connections wait, and the PLC's comes first; let the module have more (LimitNOFILE= of its unit, "
                + "ulimit -n)");
    }

    private void Calm()
    {
        lock (_gate)
        {
            if (_isShort && _clock.Now - _shortAt >= CalmMs) _isShort = false;
        }
    }
}
