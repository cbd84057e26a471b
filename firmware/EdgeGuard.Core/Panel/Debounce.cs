namespace EdgeGuard.Core;

/// <summary>A contact that bounces: it has changed once it has been the other way for <see cref="SteadyMs"/>. Pure.</summary>
internal sealed class Debounce
{
    internal const int SteadyMs = 100;

    private long _differsSince = long.MaxValue;

    internal bool IsOn { get; private set; }

    /// <summary>Takes a look. True: it has changed, to <see cref="IsOn"/>.</summary>
    internal bool Step(bool isOn, long now)
    {
        if (isOn == IsOn)
        {
            _differsSince = long.MaxValue;
            return false;
        }
        if (_differsSince == long.MaxValue) _differsSince = now;
        if (now - _differsSince < SteadyMs) return false;
        _differsSince = long.MaxValue;
        IsOn = isOn;
        return true;
    }
}
