using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>Tells by one way what waits for it on the disk, one behind the other. What could not be told is tried again, after longer and
/// longer pauses; it goes when it was told. So each is told at least once, also over a kill, and a second time only under the same
/// name.</summary>
internal sealed class NotificationQueue : IAsyncDisposable
{
    /// <summary>So many wait at most: the oldest are dropped, and counted.</summary>
    internal const int Room = 1000;

    private const int MostDoublings = 10;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // It is looked after what waits also where nobody said that there is something: the file may have been away.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly INotifier _notifier;
    private readonly Outbox _outbox;
    private readonly TimeProvider _time;
    private readonly TimeSpan _keepFor;
    private readonly TimeSpan _shortest;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;
    private long _sent;
    private volatile string _trouble = "";

    /// <param name="notifier">Whom it is told to; disposed with it.</param>
    /// <param name="outbox">Where it waits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="keepFor">What could not be told for so long is dropped: it is no news any more.</param>
    /// <param name="shortest">The first pause; a second unless named.</param>
    internal NotificationQueue(INotifier notifier, Outbox outbox, TimeProvider time, TimeSpan keepFor, TimeSpan? shortest = null)
    {
        _notifier = notifier;
        _outbox = outbox;
        _time = time;
        _keepFor = keepFor;
        _shortest = shortest ?? Shortest;
        _run = Task.Run(Run);
    }

    internal string Name => _notifier.Name;

    /// <summary>How many wait.</summary>
    internal int Waiting => _outbox.Waiting(Name);

    /// <summary>How many were told since the start.</summary>
    internal long Sent => Interlocked.Read(ref _sent);

    /// <summary>How many were ever dropped.</summary>
    internal long LostEver => _outbox.LostEver(Name);

    /// <summary>Why the last one could not be told; empty while they can.</summary>
    internal string Trouble => _trouble;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Something may wait. Does not wait itself.</summary>
    internal void Wake()
    {
        if (_signal.CurrentCount == 0) _signal.Release();
    }

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
        while (!_end.IsCancellationRequested)
        {
            if (_outbox.First(Name, Now - (long)_keepFor.TotalMilliseconds) is not { } next)
            {
                await ((Task)_signal.WaitAsync(LookEvery, _end.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            await Pause(UntilDue(next)).ConfigureAwait(false);
            if (_end.IsCancellationRequested) return;
            bool isTold = await TrySend(next).ConfigureAwait(false);
            if (!isTold && _end.IsCancellationRequested) return;
            bool isStored = isTold ? _outbox.Told(next) : _outbox.Failed(next, Now + AfterTry(next));
            // Without that pause it would be told again and again where the disk is full.
            if (!isStored) await Pause(Longest).ConfigureAwait(false);
        }
    }

    // A clock that was set back makes nothing wait for longer than a failure would.
    private TimeSpan UntilDue(WaitingNotice notice) =>
        TimeSpan.FromMilliseconds(Math.Clamp(notice.Due - Now, 0, Longest.TotalMilliseconds));

    private long AfterTry(WaitingNotice notice)
    {
        TimeSpan pause = _shortest * (1 << Math.Min(notice.Tries, MostDoublings));
        return (long)(pause < Longest ? pause : Longest).TotalMilliseconds;
    }

    private async Task Pause(TimeSpan pause)
    {
        if (pause <= TimeSpan.Zero) return;
        await Task.Delay(pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Whatever goes wrong with somebody else's server, the next notice has to be told all the same.
    private async Task<bool> TrySend(WaitingNotice next)
    {
        try
        {
            await _notifier.Send(next.Notice, _end.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _sent);
            _trouble = "";
            return true;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
            return false;
        }
    }
}
