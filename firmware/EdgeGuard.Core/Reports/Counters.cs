using System.Threading;

namespace EdgeGuard.Core;

/// <summary>What the module counted since its start. Any thread; each counter is 32 bits and wraps.</summary>
public sealed class Counters
{
    private readonly int[] _values = new int[(int)Counter.Count];

    public void Add(Counter counter)
    {
        Interlocked.Increment(ref _values[(int)counter]);
    }

    /// <summary>Counts so many at once.</summary>
    public void Add(Counter counter, int many)
    {
        int before;
        do
        {
            before = _values[(int)counter];
        }
        while (Interlocked.CompareExchange(ref _values[(int)counter], unchecked(before + many), before) != before);
    }

    public uint Read(Counter counter)
    {
        return unchecked((uint)Interlocked.CompareExchange(ref _values[(int)counter], 0, 0));
    }
}
