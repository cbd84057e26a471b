using System;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Keeps the last time that a module with a store knew, so that a system that woke up with an empty battery is not believed: it
/// would let run-out certificates in and keep good ones out.</summary>
internal sealed class ClockMemory : ITimeKeeper
{
    // Four writes a day, as on the device.
    private const long StoreEveryMs = 6 * 3_600_000;

    // Who types a time looks at a clock.
    private const long TypedMs = 60_000;

    private readonly SystemClock _clock;
    private readonly RecordStore _records;
    private readonly IEventSink _events;
    private readonly StderrLog _log;
    private readonly object _lock = new();

    // Under the lock:
    private long _stored;
    private bool _hasTold;

    internal ClockMemory(SystemClock clock, RecordStore records, IEventSink events, StderrLog log)
    {
        _clock = clock;
        _records = records;
        _events = events;
        _log = log;
    }

    /// <inheritdoc/>
    public void Start()
    {
        lock (_lock)
        {
            _stored = ClockFloor.Load(_records);
            _clock.Floor = _stored;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Tells of a time that is not believed.</remarks>
    public void Step()
    {
        lock (_lock)
        {
            if (_clock.Trust != ClockTrust.Trusted) Tell();
            else if (_clock.Utc - _stored >= StoreEveryMs) Store();
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_lock)
        {
            if (_clock.Trust == ClockTrust.Trusted && _clock.Utc > _stored) Store();
        }
    }

    /// <summary>Takes the system's time for right where a person says the same, and it is not before the build.</summary>
    internal bool Believe(long utc)
    {
        lock (_lock)
        {
            long system = SystemClock.SystemUtc;
            bool isMeant = Math.Abs(utc - system) <= TypedMs && system >= BuildTime.Utc;
            if (!isMeant || _clock.Trust == ClockTrust.Trusted) return false;
            _clock.Floor = system;
            Store();
            return true;
        }
    }

    private void Tell()
    {
        if (_hasTold) return;
        _hasTold = true;
        long seconds = (SystemClock.SystemUtc - _clock.Utc) / 1000;
        _events.Add(
            new Event
            {
                Code = EventCode.ClockRefused,
                A = (int)ClockSource.System,
                B = (int)Math.Clamp(seconds, int.MinValue, int.MaxValue),
            });
        _log.Line(
            "warning: the system's time is not trusted: the module knew a later one. Set it, best by NTP; if it is right, 'clock set' at "
                + "the console says so");
    }

    private void Store()
    {
        _hasTold = false;
        // Where the medium refuses, the next try is as far away as the next write.
        _stored = _clock.Utc;
        if (!ClockFloor.Save(_records, _stored))
        {
            _events.Add(new Event { Code = EventCode.StoreRefused, A = RecordName.Number(RecordName.Clock) });
        }
    }
}
