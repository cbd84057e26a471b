using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>A link in memory that a <see cref="FakeLinkPoller"/> waits for. Used under the clock's lock.</summary>
internal interface IFakePolledLink : IPolledLink
{
    /// <summary>Whether there is something to tell of: bytes, the end, or room for what has not left.</summary>
    bool HasHappened { get; }

    /// <summary>When there will be by the passing of time alone, microseconds.</summary>
    long HappensAt { get; }

    /// <summary>From here on a write does not wait.</summary>
    void Watched();
}
