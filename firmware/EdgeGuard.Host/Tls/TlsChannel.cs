using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using EdgeGuard.Host.Net;

namespace EdgeGuard.Host.Tls;

/// <summary>A finished TLS session as a byte stream with deadlines: what ILink asks for, on either side. Never throws.</summary>
/// <remarks>One thread reads and one writes, which may be the same; it is closed when neither does. <see cref="Abort"/> may
/// come from any thread.</remarks>
internal sealed class TlsChannel
{
    // How long a close_notify may take when the peer does not read: nobody waits for it in earnest.
    private const int CloseMs = 200;

    private const int LargestPlaintext = 16384;

    private readonly DeadlineSocket _socket;
    private readonly RecordStream _records;
    private readonly SslStream _ssl;
    private readonly byte[] _plain = new byte[LargestPlaintext];
    private int _start;
    private int _end;
    private volatile bool _hasEnded;

    internal TlsChannel(DeadlineSocket socket, RecordStream records, SslStream ssl)
    {
        _socket = socket;
        _records = records;
        _ssl = ssl;
    }

    internal Socket Socket
    {
        get { return _socket.Socket; }
    }

    /// <summary>Whether a read has something to do before it asks the socket. For the thread that reads.</summary>
    internal bool HasBuffered
    {
        get { return _start < _end || _hasEnded || _socket.HasEnded || _records.HasWholeRecord; }
    }

    internal bool Ready(long until)
    {
        return _start < _end || _hasEnded || Fill(until);
    }

    internal int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (_start == _end && !_hasEnded && !Fill(deadline))
            End();
        if (_start == _end)
            return 0;
        int read = Math.Min(count, _end - _start);
        _plain.AsSpan(_start, read).CopyTo(buffer.AsSpan(offset));
        _start += read;
        return read;
    }

    internal bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        if (_hasEnded)
            return false;
        try
        {
            _records.BeginWrite(deadline);
            _ssl.Write(buffer, offset, count);
            return true;
        }
        catch (Exception e) when (IsEndOfLink(e))
        {
            End();
            return false;
        }
    }

    internal void Abort()
    {
        _socket.Abort();
    }

    internal void Close()
    {
        try
        {
            if (!_hasEnded && !_socket.HasEnded)
            {
                _records.BeginWrite(_socket.Clock.Now + CloseMs);
                // Finishes before it returns: RecordStream has no asynchronous calls.
                _ssl.ShutdownAsync().GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (IsEndOfLink(e))
        {
            // The peer went first, or does not read: there is nobody left to be polite to.
        }

        _hasEnded = true;
        _ssl.Dispose();
        _socket.Close();
    }

    // False: the time has passed, and the stream is as it was.
    private bool Fill(long until)
    {
        if (!_records.WaitRecord(until))
            return false;
        try
        {
            _records.BeginRead(until);
            _start = 0;
            _end = 0;
            _end = _ssl.Read(_plain, 0, _plain.Length);
            if (_end == 0)
                End();
            return true;
        }
        catch (Exception e) when (IsEndOfLink(e))
        {
            // The record was not data (a key update), and the next one has not come.
            if (_records.HasTimedOut)
                return false;
            End();
            return true;
        }
    }

    private void End()
    {
        _hasEnded = true;
        _socket.Abort();
    }

    // What SslStream throws for a broken record, a peer that went away, a stream that was closed meanwhile.
    private static bool IsEndOfLink(Exception e)
    {
        return e is IOException or ObjectDisposedException or InvalidOperationException
            or System.Security.Authentication.AuthenticationException;
    }
}
