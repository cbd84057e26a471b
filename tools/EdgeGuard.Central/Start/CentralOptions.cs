using System;
using System.Collections.Generic;
using System.Net;

namespace EdgeGuard.Central;

/// <summary>What the console was started with.</summary>
/// <param name="Data">Folder of all that it keeps.</param>
public sealed record CentralOptions(string Data)
{
    /// <summary>Where its pages are, over HTTPS.</summary>
    public IPEndPoint Web { get; init; } = new(IPAddress.Loopback, 8443);

    /// <summary>Where modules report.</summary>
    public BrokerPorts Broker { get; init; } = new(new IPEndPoint(IPAddress.Loopback, 8883));

    /// <summary>Somebody else's broker in place of the own one; null for the own one.</summary>
    public ExternalBroker? External { get; init; }

    /// <summary>Further names and addresses under which it is reached.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What people open, where another port or name leads here; null: the first name of <see cref="Hosts"/>.</summary>
    public Uri? Address { get; init; }

    /// <summary>Days that are kept.</summary>
    public int KeepDays { get; init; } = 400;

    /// <summary>Bytes that are kept.</summary>
    public long KeepBytes { get; init; } = 200L << 30;

    /// <summary>Whether whoever started it said how much is kept: then nobody changes it on a page.</summary>
    public bool IsKeepGiven { get; init; }

    /// <summary>Where figures and traces are sent to by OpenTelemetry's protocol (HTTP); null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Iterations of passwords; 0: as many as this computer does in a quarter of a second.</summary>
    internal int Iterations { get; init; }
}
