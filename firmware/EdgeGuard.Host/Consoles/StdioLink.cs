using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Standard input and output as a console's link. Closing it leaves them open for the next.</summary>
internal sealed class StdioLink(StandardInput stdio, IClock clock) : ILink
{
    // How soon an abort is noticed: nothing else wakes a wait for standard input.
    private const int SliceMs = 100;

    private int _hasEnded;

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        while (!HasEnded)
        {
            long left = until - clock.Now;
            if (StandardInput.IsReady(Math.Min(left, SliceMs))) return true;
            if (left <= 0) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        int read = Ready(deadline) && !HasEnded ? stdio.Read(buffer.AsSpan(offset, count)) : 0;
        if (read == 0) Abort();
        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        ReadOnlySpan<byte> left = buffer.AsSpan(offset, count);
        while (left.Length > 0 && !HasEnded)
        {
            int written = Screen.Write(left, deadline - clock.Now);
            if (written < 0) Abort();
            else left = left[written..];
        }
        return left.Length == 0;
    }

    /// <inheritdoc/>
    public void Abort() => Interlocked.Exchange(ref _hasEnded, 1);

    /// <inheritdoc/>
    public void Close() => Abort();

    private bool HasEnded => Interlocked.CompareExchange(ref _hasEnded, 0, 0) != 0;
}
