using System.Collections.Generic;
using System.Net;

namespace EdgeGuard.Cli;

/// <summary>What a simulated PLC is like.</summary>
public sealed class PlcOptions
{
    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The serial line that it hangs on instead of listening.</summary>
    public PlcSerialOptions? Serial { get; init; }

    /// <summary>The unit ids that answer, each with a process of its own. All others answer exception 0B, as a gateway would; on a serial
    /// line they are silent.</summary>
    public IReadOnlyList<byte> Units { get; init; } = [1];

    /// <summary>Takes one connection and closes every other at once, as many old PLCs do.</summary>
    public bool OneConnection { get; init; }

    /// <summary>The first that fits a request decides.</summary>
    public IReadOnlyList<PlcMisbehaviour> Misbehaviours { get; init; } = [];
}
