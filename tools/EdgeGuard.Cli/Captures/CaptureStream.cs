using System;
using System.IO;

namespace EdgeGuard.Cli;

/// <summary>The bytes of a capture, read in pieces of a known size; knows how far it came.</summary>
internal sealed class CaptureStream(Stream stream)
{
    /// <summary>Bytes read whole.</summary>
    public long Position { get; private set; }

    public long Length => Math.Max(stream.Length, Position);

    public bool IsAtEnd => Position >= stream.Length;

    /// <summary>The next bytes; false, with nothing taken, where fewer are left.</summary>
    public bool TryRead(Span<byte> into)
    {
        if (stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) < into.Length) return false;
        Position += into.Length;
        return true;
    }

    /// <summary>Passes over bytes; false where fewer are left.</summary>
    public bool TrySkip(long count)
    {
        if (count > stream.Length - Position) return false;
        stream.Seek(count, SeekOrigin.Current);
        Position += count;
        return true;
    }
}
