using EdgeGuard.Store.Island;

namespace EdgeGuard.Core.Tests.Host.Store;

/// <summary>A body with two sessions, which only remembers whether it is closed.</summary>
internal sealed class IslandBody : IIslandBody
{
    internal bool IsIsolated { get; private set; }

    public int Isolate()
    {
        IsIsolated = true;
        return 2;
    }

    public void Open() => IsIsolated = false;
}
