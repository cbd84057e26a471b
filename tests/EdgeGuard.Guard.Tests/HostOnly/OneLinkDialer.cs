using EdgeGuard.Core;

namespace EdgeGuard.Guard.Tests;

/// <summary>Hands out one link, once.</summary>
internal sealed class OneLinkDialer : IDialer
{
    private ILink? _link;

    internal OneLinkDialer(ILink link)
    {
        _link = link;
    }

    public ILink? Dial(long deadline)
    {
        ILink? link = _link;
        _link = null;
        return link;
    }
}
