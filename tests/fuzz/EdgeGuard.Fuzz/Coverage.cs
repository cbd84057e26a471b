using System;
using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace EdgeGuard.Fuzz;

/// <summary>The memory in which instrumented code counts the edges it takes, and the sum of what was seen in it.</summary>
/// <remarks>As AFL does it: one byte an edge, counts put into eight classes, so that "ten times round" is new after "twice".</remarks>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte[] Classes = MakeClasses();

    private readonly byte* _map;
    private readonly byte[] _seen = new byte[Size];

    public Coverage()
    {
        _map = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _map;
    }

    /// <summary>Edges seen so far.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets what was seen.</summary>
    public void Forget()
    {
        Array.Clear(_seen);
        Edges = 0;
    }

    /// <summary>Before an execution.</summary>
    public void Begin()
    {
        new Span<byte>(_map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>After it: adds what it did to what was seen. True when any of it is new.</summary>
    public bool Add()
    {
        bool isNew = false;
        var words = new ReadOnlySpan<ulong>(_map, Size / sizeof(ulong));
        for (int at = words.IndexOfAnyExcept(0UL); at >= 0; at = NextWord(words, at + 1)) isNew |= AddWord(at * sizeof(ulong));
        return isNew;
    }

    /// <summary>After it: tells two executions apart.</summary>
    public int Hash()
    {
        var hash = default(HashCode);
        var words = new ReadOnlySpan<ulong>(_map, Size / sizeof(ulong));
        for (int at = words.IndexOfAnyExcept(0UL); at >= 0; at = NextWord(words, at + 1))
        {
            for (int i = at * sizeof(ulong); i < (at + 1) * sizeof(ulong); i++) hash.Add(i << 8 | Classes[_map[i]]);
        }
        return hash.ToHashCode();
    }

    private static int NextWord(ReadOnlySpan<ulong> words, int from)
    {
        int next = words[from..].IndexOfAnyExcept(0UL);
        return next < 0 ? -1 : from + next;
    }

    private bool AddWord(int start)
    {
        bool isNew = false;
        for (int i = start; i < start + sizeof(ulong); i++)
        {
            int fresh = Classes[_map[i]] & ~_seen[i];
            if (fresh == 0) continue;
            if (_seen[i] == 0) Edges++;
            _seen[i] |= (byte)fresh;
            isNew = true;
        }
        return isNew;
    }

    // 1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128-255: one bit each.
    private static byte[] MakeClasses()
    {
        var classes = new byte[256];
        for (int i = 1; i < classes.Length; i++)
        {
            int log = BitOperations.Log2((uint)i);
            int number = i < 4 ? i - 1 : log < 5 ? log + 1 : log < 7 ? 6 : 7;
            classes[i] = (byte)(1 << number);
        }
        return classes;
    }
}
