namespace EdgeGuard.Core;

/// <summary>The workers that there are. Any thread.</summary>
public sealed class Heartbeats
{
    private readonly object _gate = new object();

    // Under the gate; places are filled from the front.
    private readonly Heartbeat?[] _beats;
    private int _count;

    /// <param name="capacity">How many workers are watched. More may begin; nobody watches those. 0: nobody is watched.</param>
    public Heartbeats(int capacity)
    {
        _beats = new Heartbeat?[capacity];
    }

    /// <summary>How many are watched now.</summary>
    public int Count
    {
        get { lock (_gate) return _count; }
    }

    /// <summary>A worker begins; it will report again by <paramref name="until"/>, and gives its place back when it ends.</summary>
    public Heartbeat Begin(Worker worker, int number, long until)
    {
        var beat = new Heartbeat(this, worker, number, until);
        lock (_gate)
        {
            if (_count < _beats.Length) _beats[_count++] = beat;
        }
        return beat;
    }

    /// <summary>The worker that is overdue by more than <paramref name="graceMs"/>,
    /// of several the most overdue; null: all are fresh.</summary>
    public Heartbeat? Late(long now, int graceMs)
    {
        lock (_gate)
        {
            Heartbeat? late = null;
            for (int i = 0; i < _count; i++)
            {
                Heartbeat beat = _beats[i]!;
                if (now - graceMs > beat.Until && (late == null || beat.Until < late.Until)) late = beat;
            }
            return late;
        }
    }

    internal void End(Heartbeat beat)
    {
        lock (_gate)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_beats[i] != beat) continue;
                _count--;
                _beats[i] = _beats[_count];
                _beats[_count] = null;
                return;
            }
        }
    }
}
