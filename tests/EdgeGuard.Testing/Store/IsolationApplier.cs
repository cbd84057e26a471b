using EdgeGuard.Store;


namespace EdgeGuard.Testing.Store;

/// <summary>A platform with two sessions, which only remembers whether it is closed.</summary>
public sealed class IsolationApplier : IIsolationApplier
{
    public bool IsIsolated { get; private set; }

    public int Isolate()
    {
        IsIsolated = true;
        return 2;
    }

    public void Open() => IsIsolated = false;
}
