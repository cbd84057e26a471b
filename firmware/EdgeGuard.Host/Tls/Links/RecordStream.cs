using System;
using System.Buffers.Binary;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>What SslStream reads from and writes to: a socket that hands out whole TLS records, one at a time.</summary>
/// <remarks>
/// So SslStream never holds bytes that we do not know of, waiting for a message never interrupts it in the middle of a
/// record, and nothing has to be thrown when nothing comes. What cannot be answered here by a value (SslStream asks for
/// more, and the deadline has passed) is thrown as an IOException and ends in the calls of <see cref="TlsChannel"/>.
/// One thread may read while another writes, as SslStream itself allows.
/// </remarks>
internal sealed class RecordStream : Stream
{
    private const int Header = 5;

    // RFC 5246 section 6.2.3: 2^14 + 2048 bytes of ciphertext.
    private const int LargestRecord = 18432;

    // Records that carry nothing for the reader (key updates, empty ones): more than this in one call is an attack.
    private const int MaxRecordsInCall = 64;

    // Enough for Modbus; for a larger record, as those of a handshake are, it grows.
    private const int UsualSize = 1024;

    private readonly DeadlineSocket _socket;
    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;
    private int _recordLeft; // of the record at _start, what SslStream has not taken yet
    private int _recordsInCall;
    private long _readDeadline;
    private long _writeDeadline;

    internal RecordStream(DeadlineSocket socket)
    {
        _socket = socket;
    }

    /// <summary>Whether a call ended because the deadline had passed, and for no other reason.</summary>
    internal bool HasTimedOut { get; private set; }

    /// <summary>Whether bytes were received and not yet handed out.</summary>
    internal bool HasReceived
    {
        get { return _end > _start; }
    }

    /// <summary>Whether a whole record is here.</summary>
    internal bool HasWholeRecord
    {
        get { return _end - _start >= Header && RecordLength() <= _end - _start; }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sets the deadline of the next call on SslStream that reads.</summary>
    internal void BeginRead(long deadline)
    {
        _readDeadline = deadline;
        _recordsInCall = 0;
        HasTimedOut = false;
    }

    /// <summary>Sets the deadline of the next call on SslStream that writes.</summary>
    internal void BeginWrite(long deadline)
    {
        _writeDeadline = deadline;
    }

    /// <summary>What the bytes received so far are, before any was handed out.</summary>
    internal FirstRecordState LookAtFirst()
    {
        return FirstRecord.Look(_buffer, _start, _end - _start, _end - _start);
    }

    /// <summary>The handshake is over: what comes now is small again.</summary>
    internal void Shrink()
    {
        if (_end == _start && _buffer.Length > UsualSize) _buffer = new byte[UsualSize];
    }

    /// <summary>Reads what the socket has without waiting. True: a whole record is here, or the stream has ended.</summary>
    internal bool Pump()
    {
        return WaitRecord(_socket.Clock.Now);
    }

    /// <summary>Waits until a whole record is here, or the stream has ended (true), or until the time has passed (false).</summary>
    internal bool WaitRecord(long until)
    {
        while (!HasWholeRecord)
        {
            int read = ReadMore(until);
            if (read <= 0) return read == 0;
        }

        return true;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_recordLeft == 0 && !NextRecord()) return 0;
        int count = Math.Min(_recordLeft, buffer.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _recordLeft -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        return Read(buffer.AsSpan(offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        return new ValueTask<int>(Read(buffer.Span));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_socket.Write(buffer, _writeDeadline)) throw new IOException("The connection has ended.");
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Write(buffer.AsSpan(offset, count));
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        return Task.CompletedTask;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        throw new NotSupportedException();
    }

    public override void SetLength(long value)
    {
        throw new NotSupportedException();
    }

    private bool NextRecord()
    {
        if (++_recordsInCall > MaxRecordsInCall) throw new IOException("Too many records without data.");
        if (!WaitRecord(_readDeadline))
        {
            HasTimedOut = true;
            throw new IOException("The deadline has passed.");
        }

        _recordLeft = HasWholeRecord ? RecordLength() : 0;
        return _recordLeft > 0;
    }

    private int ReadMore(long until)
    {
        MakeRoom();
        if (_end == _buffer.Length) Grow();
        int read = _socket.Receive(_buffer.AsSpan(_end), until);
        if (read > 0) _end += read;
        return read;
    }

    // A length beyond the limit counts as a whole record: SslStream is given what there is, and breaks off.
    private int RecordLength()
    {
        if (_end - _start < Header) return 0;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 3, 2));
        return length > LargestRecord ? _end - _start : Header + length;
    }

    // Full, and the record is not whole: so it is longer than that, and no longer than the largest.
    private void Grow()
    {
        Array.Resize(ref _buffer, Math.Min(Math.Max(RecordLength(), 2 * _buffer.Length), Header + LargestRecord));
    }

    private void MakeRoom()
    {
        if (_start == 0) return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
