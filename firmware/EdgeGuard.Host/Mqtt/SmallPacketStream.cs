using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Host;

/// <summary>A connection to a broker that sends small packets: who subscribes to nothing is sent nothing else.</summary>
/// <remarks>The library makes room for a packet as soon as its length is known, up to 256 MB. A broker that says so could take the memory
/// of the machine, and with it the PLC from everybody.</remarks>
internal sealed class SmallPacketStream(Stream inner) : Stream
{
    /// <summary>Most bytes behind a packet's length. An acknowledgement has a handful; a reason in words may add some.</summary>
    internal const int MostBytes = 65_536;

    private const int LengthBytes = 4;

    // Where in the stream of packets (MQTT 5.0 section 2.1.1) the reader is: a type, then the length by sevens of bits, then so many bytes.
    private bool _isInLength;
    private int _shift;
    private int _length;
    private int _left;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">A packet is larger.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Follow(buffer.Span[..count]);
        return count;
    }

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        Follow(buffer.AsSpan(offset, read));
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int taken = Math.Min(_left, bytes.Length);
            _left -= taken;
            bytes = bytes[taken..];
            if (bytes.IsEmpty) return;
            if (_isInLength) FollowLength(bytes[0]);
            else BeginLength();
            bytes = bytes[1..];
        }
    }

    private void BeginLength()
    {
        _isInLength = true;
        _shift = 0;
        _length = 0;
    }

    private void FollowLength(byte part)
    {
        _length |= (part & 0x7F) << _shift;
        _shift += 7;
        _isInLength = (part & 0x80) != 0;
        if (_length > MostBytes || (_isInLength && _shift == 7 * LengthBytes))
        {
            throw new InvalidDataException($"the broker sends packets of more than {MostBytes} bytes, which nobody has asked it for");
        }
        if (!_isInLength) _left = _length;
    }
}
