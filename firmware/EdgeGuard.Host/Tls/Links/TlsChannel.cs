using System;
using System.Buffers;
using System.IO;
using System.Net.Security;
using System.Threading;

namespace EdgeGuard.Host;

/// <summary>A finished TLS session as a byte stream with deadlines: what ILink asks for, on either side. Never throws.</summary>
/// <remarks>One thread reads and one writes, which may be the same; it is closed when neither does. <see cref="Abort"/> may
/// come from any thread.</remarks>
internal sealed class TlsChannel
{
    private const int LargestPlaintext = 16384;

    private readonly DeadlineSocket _socket;
    private readonly RecordStream _records;
    private readonly SslStream _ssl;

    // Borrowed while there is something in it: most sessions wait, and need none.
    private byte[] _plain = [];

    // Held by whoever is inside SslStream: one may read while another writes, and a goodbye is for when nobody does either.
    private readonly object _reading = new();
    private readonly object _writing = new();
    private bool _hasSaidGoodbye; // guarded by both
    private int _start;
    private int _end;
    private volatile bool _hasEnded;

    internal TlsChannel(DeadlineSocket socket, RecordStream records, SslStream ssl)
    {
        _socket = socket;
        _records = records;
        _ssl = ssl;
        records.Shrink();
    }

    internal DeadlineSocket Socket
    {
        get { return _socket; }
    }

    internal bool Ready(long until)
    {
        return _start < _end || _hasEnded || Fill(until);
    }

    internal int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (_start == _end && !_hasEnded && !Fill(deadline)) End();
        if (_start == _end) return 0;
        int read = Math.Min(count, _end - _start);
        _plain.AsSpan(_start, read).CopyTo(buffer.AsSpan(offset));
        _start += read;
        if (_start == _end) GiveBack();
        return read;
    }

    internal bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        if (_hasEnded) return false;
        try
        {
            lock (_writing)
            {
                _records.BeginWrite(deadline);
                _ssl.Write(buffer, offset, count);
            }

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
        SayGoodbye();
        _socket.Abort();
    }

    internal void Close()
    {
        End();
        lock (_reading)
        {
            lock (_writing) _ssl.Dispose();
        }

        GiveBack();
        _socket.Close();
    }

    // False: the time has passed, and the stream is as it was.
    private bool Fill(long until)
    {
        if (!_records.WaitRecord(until)) return false;
        try
        {
            _start = 0;
            _end = 0;
            lock (_reading)
            {
                _records.BeginRead(until);
                if (_plain.Length == 0) _plain = ArrayPool<byte>.Shared.Rent(LargestPlaintext);
                _end = _ssl.Read(_plain, 0, LargestPlaintext);
            }

            if (_end == 0) End();
            return true;
        }
        catch (Exception e) when (IsEndOfLink(e))
        {
            // The record was not data (a key update), and the next one has not come.
            if (_records.HasTimedOut) return false;
            End();
            return true;
        }
    }

    private void GiveBack()
    {
        if (_plain.Length > 0) ArrayPool<byte>.Shared.Return(_plain);
        _plain = [];
    }

    private void End()
    {
        _hasEnded = true;
        Abort();
    }

    // A close_notify, RFC 8446 section 6.1: it answers the peer's, or tells that the end is meant. Not where somebody is at work on the
    // session, and not to a peer that does not read: nobody waits for it.
    private void SayGoodbye()
    {
        if (!Monitor.TryEnter(_reading)) return;
        try
        {
            if (!Monitor.TryEnter(_writing)) return;
            try
            {
                if (!_hasSaidGoodbye && _socket.HasRoom()) CloseNotify();
                _hasSaidGoodbye = true;
            }
            finally
            {
                Monitor.Exit(_writing);
            }
        }
        finally
        {
            Monitor.Exit(_reading);
        }
    }

    private void CloseNotify()
    {
        try
        {
            _records.BeginWrite(_socket.Clock.Now);
            // Finishes before it returns: RecordStream has no asynchronous calls.
            _ssl.ShutdownAsync().GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // The peer went first, or broke the session (OpenSSL then throws as it likes): there is nobody left to be polite to.
        }
    }

    // What SslStream throws for a broken record, a peer that went away, a stream that was closed meanwhile.
    private static bool IsEndOfLink(Exception e)
    {
        return e is IOException or ObjectDisposedException or InvalidOperationException
            or System.Security.Authentication.AuthenticationException or System.Security.Cryptography.CryptographicException;
    }
}
