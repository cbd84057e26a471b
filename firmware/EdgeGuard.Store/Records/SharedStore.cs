using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>A store for several: it takes one call at a time, and so lets one wait for another's write. Any thread.</summary>
public sealed class SharedStore : IStore
{
    private readonly IStore _store;
    private readonly object _lock = new object();

    public SharedStore(IStore store)
    {
        _store = store;
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        lock (_lock) return _store.Read(name);
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] content)
    {
        lock (_lock) return _store.Write(name, content);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content)
    {
        lock (_lock) return _store.Append(name, content);
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        lock (_lock) return _store.Delete(name);
    }
}
