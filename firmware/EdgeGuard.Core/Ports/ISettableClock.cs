namespace EdgeGuard.Core;

/// <summary>A clock that a person can set: where nothing else keeps the module's time.</summary>
public interface ISettableClock : IClock
{
    /// <summary>Sets UTC, in milliseconds since 1970, which is trusted from now on. Monotonic time goes on as it was. Any thread.</summary>
    void Set(long utc);
}
