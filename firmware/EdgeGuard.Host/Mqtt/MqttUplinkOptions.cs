using System;

namespace EdgeGuard.Host;

/// <summary>Where the broker is and how to reach it.</summary>
public sealed class MqttUplinkOptions
{
    /// <summary>Host name or address; with TLS also the name that the broker's certificate must carry.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1…65535.</summary>
    public required int Port { get; init; }

    /// <summary>MQTT client id; one module one id, so that a second connection ends the first.</summary>
    public required string ClientId { get; init; }

    /// <summary>TLS 1.2 or 1.3 to the broker.</summary>
    public bool UseTls { get; init; }

    /// <summary>User name; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>The credentials that TLS and a user need; asked at every connection, so that renewed ones count. Any thread; must not
    /// throw.</summary>
    internal Func<BrokerSources> Sources { get; init; } = () => BrokerSources.OfFiles("", "", "", "");

    /// <summary>After so many silent seconds the connection is probed, and the
    /// broker sends our Will after one and a half times as many.</summary>
    public int KeepAliveSeconds { get; init; } = 30;

    /// <summary>How long a connection attempt may take.</summary>
    public int ConnectMs { get; init; } = 15_000;

    /// <summary>Pause after the first failed attempt. Doubles with each, and each is shortened by up to half at random, so that a
    /// fleet does not come back in step.</summary>
    public int FirstRetryMs { get; init; } = 1000;

    /// <summary>Longest pause.</summary>
    public int MostRetryMs { get; init; } = 60_000;

    /// <summary>How long a connection must have lasted for the pause to begin again: a broker that ends us right behind its CONNACK is
    /// asked less and less often.</summary>
    public int GoodMs { get; init; } = 60_000;

    /// <summary>The topic of events: where nobody subscribes to it, that is said. Empty: nowhere.</summary>
    public string EventsTopic { get; init; } = "";
}
