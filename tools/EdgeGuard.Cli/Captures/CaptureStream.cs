using System;
using System.IO;

namespace EdgeGuard.Cli;

/// <summary>The bytes of a capture, read in pieces of a known size; knows how far it came.</summary>
internal sealed class CaptureStream(Stream stream)
{
    // What is skipped is read in pieces of so many bytes: not every stream can seek.
    private const int SkipSize = 65536;

    private byte[]? _skipped;

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
        _skipped ??= new byte[SkipSize];
        for (; count > 0; count -= Math.Min(count, SkipSize))
        {
            if (!TryRead(_skipped.AsSpan(0, (int)Math.Min(count, SkipSize)))) return false;
        }
        return true;
    }
}
