using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Nets that current can flow between.</summary>
internal sealed class Domains
{
    private readonly Dictionary<string, string> _next;

    internal Domains(IEnumerable<string> nets)
    {
        _next = nets.ToDictionary(net => net, net => net);
    }

    internal void Join(string net, string other)
    {
        _next[Last(net)] = Last(other);
    }

    internal bool AreOne(string net, string other)
    {
        return Last(net) == Last(other);
    }

    private string Last(string net)
    {
        while (_next[net] != net) net = _next[net];
        return net;
    }
}
