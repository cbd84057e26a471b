using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A link whose bytes come through one socket, so that the system can tell when there are some.</summary>
internal interface ISocketLink : IPolledLink
{
    /// <summary>The connected socket.</summary>
    DeadlineSocket Socket { get; }

    bool IPolledLink.HasUnsent
    {
        get { return Socket.HasUnsent; }
    }

    void IPolledLink.Doubt()
    {
        Socket.Doubt();
    }
}
