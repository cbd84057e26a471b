using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>The auto-reset signal of a <see cref="FakeClock"/>.</summary>
internal sealed class FakeSignal : ISignal, IWaitable
{
    private readonly FakeClock _clock;
    private bool _isSet;

    internal FakeSignal(FakeClock clock)
    {
        _clock = clock;
    }

    bool IWaitable.IsReady
    {
        get { return _isSet; }
    }

    long IWaitable.ReadyAt
    {
        get { return long.MaxValue; }
    }

    public bool Wait(long until)
    {
        lock (_clock.Gate)
        {
            bool isSet = _clock.Block(this, until);
            if (isSet) _isSet = false;
            return isSet;
        }
    }

    public void Set()
    {
        lock (_clock.Gate)
        {
            _isSet = true;
            _clock.Changed();
        }
    }
}
