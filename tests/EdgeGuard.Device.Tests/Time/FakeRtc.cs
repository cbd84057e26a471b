namespace EdgeGuard.Device.Tests.Time;

/// <summary>A clock chip: it says what it was set to, or what a test wants.</summary>
internal sealed class FakeRtc : IRtc
{
    internal long Utc { get; set; }

    public long Read()
    {
        return Utc;
    }

    public bool Set(long utc)
    {
        Utc = utc;
        return true;
    }
}
