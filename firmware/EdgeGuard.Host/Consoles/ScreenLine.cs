using System;
using System.Text;

namespace EdgeGuard.Host;

/// <summary>What stands in the line of a screen where the cursor is, as it was drawn. Not thread-safe.</summary>
internal sealed class ScreenLine
{
    private const int Columns = 79;

    private readonly byte[] _drawn = new byte[4096];
    private int _count;

    /// <summary>Takes what was sent to the screen.</summary>
    internal void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            // Whoever goes back to the first column draws all of it again.
            if (b is (byte)'\r' or (byte)'\n') _count = 0;
            else if (_count < _drawn.Length) _drawn[_count++] = b;
        }
    }

    /// <summary>What shows a line above this one: this one erased, that one, and this one again.</summary>
    internal byte[] Below(string line)
    {
        string erased = _count == 0 ? "" : "\r" + new string(' ', Columns) + "\r";
        return [.. Encoding.UTF8.GetBytes(erased + line + "\r\n"), .. _drawn.AsSpan(0, _count)];
    }
}
