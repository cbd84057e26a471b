namespace EdgeGuard.Device.Tests.Time;

/// <summary>A processor's calendar that runs with a counter, and that a time server may move.</summary>
internal sealed class FakeCalendar(FakeCounter counter) : ISystemTime
{
    private long _utcAtZero;

    public long Utc
    {
        get { return _utcAtZero + counter.Microseconds / 1000; }
    }

    public bool Set(long utc)
    {
        _utcAtZero = utc - counter.Microseconds / 1000;
        return true;
    }
}
