using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>Decides what the module's UTC is, where no person at the console does. Any thread.</summary>
/// <remarks>
/// Never before the build, nor, unless a person says so, before the last time that was stored. A time server is believed by
/// anybody who can answer in its place: it may start the clock, and afterwards move it by a quarter of an hour at the most. The processor's
/// calendar is kept at the same time, because the library's TLS judges certificates by it.
/// </remarks>
internal sealed class ClockKeeper : ITimeKeeper
{
    /// <summary>Milliseconds by which a time server may move a clock that is trusted.</summary>
    internal const long MostStepMs = 15 * 60 * 1000;

    /// <summary>Milliseconds between two times that are stored: four writes a day.</summary>
    internal const long StoreEveryMs = 6 * 3600 * 1000;

    // A calendar that has moved by less has drifted or was corrected; it is followed.
    private const long DriftMs = 1000;

    // A chip that differs by less is as right as its whole seconds let it be.
    private const long MostRtcMs = 2000;

    // 2100-01-01T00:00Z.
    private const long Latest = 4_102_444_800_000;

    private readonly DeviceClock _clock;
    private readonly ISystemTime _system;
    private readonly IRtc? _rtc;
    private readonly RecordStore _records;
    private readonly IEventSink _events;

    private readonly object _gate = new object();

    // Under the gate.
    private long _floor;
    private long _stored;
    private bool _hasComplained;
    private int _setsByPerson;

    /// <param name="clock">What it sets.</param>
    /// <param name="system">The processor's calendar.</param>
    /// <param name="rtc">A clock with a battery; null: the board has none, and the time is a floor until somebody tells it.</param>
    /// <param name="records">Where the last time is kept.</param>
    /// <param name="events">Told when a chip or a server set the clock, or was not believed.</param>
    internal ClockKeeper(DeviceClock clock, ISystemTime system, IRtc? rtc, RecordStore records, IEventSink events)
    {
        _clock = clock;
        _system = system;
        _rtc = rtc;
        _records = records;
        _events = events;
    }

    /// <inheritdoc/>
    public void Start()
    {
        lock (_gate)
        {
            long rtc = _rtc == null ? 0 : _rtc.Read();
            _stored = ClockFloor.Load(_records);
            _floor = _stored > BuildTime.Utc ? _stored : BuildTime.Utc;
            _clock.Set(_floor, ClockSource.Floor);
            if (_rtc != null && Take(rtc, ClockSource.Rtc)) return;
            _system.Set(_floor);
            if (_rtc != null) Raise(EventCode.ClockRefused, ClockSource.Rtc, rtc - _floor);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Follows a person who has set the clock, and a time server that has moved the calendar.</remarks>
    public void Step()
    {
        lock (_gate)
        {
            if (_clock.SetsByPerson != _setsByPerson) FollowPerson();
            else FollowCalendar();
            long utc = _clock.Utc;
            if (_clock.Trust != ClockTrust.Trusted || utc - _stored < StoreEveryMs) return;
            Store(utc);
            CorrectRtc(utc);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A device ends by a reset as often as not: what was stored last has to do.</remarks>
    public void End()
    {
    }

    // The caller holds the lock, below as well. Earlier than what was stored is possible: a mistake must not last for ever.
    private void FollowPerson()
    {
        _setsByPerson = _clock.SetsByPerson;
        long utc = _clock.Utc;
        _floor = utc > BuildTime.Utc ? utc : BuildTime.Utc;
        if (utc < _floor) _clock.Set(_floor, ClockSource.Floor);
        _system.Set(_clock.Utc);
        if (_rtc != null) _rtc.Set(_clock.Utc);
        _hasComplained = false;
        Store(_floor);
    }

    // A chip that nobody corrects is minutes off after a year.
    private void CorrectRtc(long utc)
    {
        if (_rtc == null) return;
        long differs = _rtc.Read() - utc;
        if (differs <= -MostRtcMs || differs >= MostRtcMs) _rtc.Set(utc);
    }

    private void FollowCalendar()
    {
        long calendar = _system.Utc;
        long moved = calendar - _clock.Utc;
        if (moved > -DriftMs && moved < DriftMs && calendar >= _floor)
        {
            if (moved != 0) _clock.Set(calendar, _clock.Source);
            return;
        }
        bool mayStep = _clock.Trust != ClockTrust.Trusted || (moved >= -MostStepMs && moved <= MostStepMs);
        if (mayStep && Take(calendar, ClockSource.Network)) return;
        _system.Set(_clock.Utc);
        if (!_hasComplained) Raise(EventCode.ClockRefused, ClockSource.Network, moved);
        _hasComplained = true;
    }

    private bool Take(long utc, ClockSource source)
    {
        if (utc < _floor || utc >= Latest) return false;
        Put(utc, source);
        return true;
    }

    private void Put(long utc, ClockSource source)
    {
        long moved = utc - _clock.Utc;
        _clock.Set(utc, source);
        _system.Set(utc);
        if (_rtc != null && source != ClockSource.Rtc) _rtc.Set(utc);
        _hasComplained = false;
        Raise(EventCode.ClockFollowed, source, moved);
    }

    private void Store(long utc)
    {
        // Where the flash refuses, the next try is as far away as the next write.
        _stored = utc;
        if (!ClockFloor.Save(_records, utc))
        {
            _events.Add(new Event { Code = EventCode.StoreRefused, A = RecordName.Number(RecordName.Clock) });
        }
    }

    private void Raise(EventCode code, ClockSource source, long movedMs)
    {
        long seconds = movedMs / 1000;
        if (seconds > int.MaxValue) seconds = int.MaxValue;
        if (seconds < int.MinValue) seconds = int.MinValue;
        _events.Add(new Event { Code = code, A = (int)source, B = (int)seconds });
    }
}
