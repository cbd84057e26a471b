using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The store of a module that keeps nothing: its settings are a file, and its events end with it.</summary>
internal sealed class NoStore : IStore
{
    /// <inheritdoc/>
    public byte[]? Read(string name) => null;

    /// <inheritdoc/>
    public bool Write(string name, byte[] content) => false;

    /// <inheritdoc/>
    public bool Append(string name, byte[] content) => false;

    /// <inheritdoc/>
    public bool Delete(string name) => false;
}
