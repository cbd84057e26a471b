using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>What waits for one notifier. Whoever puts something in never waits: what there is no room for is dropped, the oldest first, and
/// counted. What could not be told is tried again, after longer and longer pauses.</summary>
internal sealed class NotificationQueue : IAsyncDisposable
{
    /// <summary>So many wait at most.</summary>
    internal const int Room = 1000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly INotifier _notifier;
    private readonly TimeProvider _time;
    private readonly TimeSpan _keepFor;
    private readonly TimeSpan _shortest;
    private readonly Lock _lock = new();
    private readonly LinkedList<AlertNotice> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;
    private long _lost;
    private long _lostEver;
    private long _sent;
    private string _trouble = "";

    /// <param name="notifier">Whom it is told to; disposed with it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="keepFor">What could not be told for so long is dropped: it is no news any more.</param>
    /// <param name="shortest">The first pause; a second unless named.</param>
    internal NotificationQueue(INotifier notifier, TimeProvider time, TimeSpan keepFor, TimeSpan? shortest = null)
    {
        _notifier = notifier;
        _time = time;
        _keepFor = keepFor;
        _shortest = shortest ?? Shortest;
        _run = Task.Run(Run);
    }

    internal string Name => _notifier.Name;

    /// <summary>How many wait.</summary>
    internal int Waiting
    {
        get { lock (_lock) return _waiting.Count; }
    }

    internal long Sent => Interlocked.Read(ref _sent);

    /// <summary>How many were dropped since the start.</summary>
    internal long LostEver => Interlocked.Read(ref _lostEver);

    /// <summary>Why the last one could not be told; empty while they can.</summary>
    internal string Trouble
    {
        get { lock (_lock) return _trouble; }
    }

    /// <summary>Puts one in. Never waits.</summary>
    internal void Put(AlertNotice notice)
    {
        lock (_lock)
        {
            if (_waiting.Count == Room)
            {
                _waiting.RemoveFirst();
                Lose();
            }
            _waiting.AddLast(notice);
        }
        _signal.Release();
    }

    /// <summary>How many were dropped since this was last asked.</summary>
    internal long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    /// <summary>Tells one past all that waits. Any exception means that it was not told.</summary>
    internal Task Try(AlertNotice notice, CancellationToken stop) => _notifier.Send(notice, stop);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _notifier.Dispose();
        _signal.Dispose();
        _end.Dispose();
    }

    private async Task Run()
    {
        TimeSpan pause = _shortest;
        while (!_end.IsCancellationRequested)
        {
            if (First() is not { } next)
            {
                await _signal.WaitAsync(_end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            if (await TrySend(next).ConfigureAwait(false))
            {
                pause = _shortest;
                continue;
            }
            await Task.Delay(pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < Longest ? pause * 2 : Longest;
        }
    }

    private AlertNotice? First()
    {
        long oldest = _time.GetUtcNow().Subtract(_keepFor).ToUnixTimeMilliseconds();
        lock (_lock)
        {
            while (_waiting.First is { } first && first.Value.At < oldest)
            {
                _waiting.RemoveFirst();
                Lose();
            }
            return _waiting.First?.Value;
        }
    }

    // Whatever goes wrong with somebody else's server, the next notice has to be told all the same.
    private async Task<bool> TrySend(AlertNotice notice)
    {
        try
        {
            await _notifier.Send(notice, _end.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _sent);
            Done(notice, "");
            return true;
        }
        catch (Exception e)
        {
            lock (_lock) _trouble = e.Message;
            return false;
        }
    }

    private void Done(AlertNotice notice, string trouble)
    {
        lock (_lock)
        {
            _trouble = trouble;
            // It may have made room for others meanwhile.
            if (_waiting.First is { } first && ReferenceEquals(first.Value, notice)) _waiting.RemoveFirst();
        }
    }

    private void Lose()
    {
        Interlocked.Increment(ref _lost);
        Interlocked.Increment(ref _lostEver);
    }
}
