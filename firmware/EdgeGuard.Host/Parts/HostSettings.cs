using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>What the settings mean to the parts of the module that only this platform has.</summary>
internal static class HostSettings
{
    internal static PeerVerifierOptions Verification(ModuleSettings settings) => new()
    {
        StaleCrl = settings.Text(SettingKeys.CrlStale) == "accept" ? StaleCrl.Accept : StaleCrl.Refuse,
        ExpiryGraceMs = settings.Milliseconds(SettingKeys.PeerExpiryGrace),
        UntrustedClock = settings.Text(SettingKeys.ClockUntrusted) == "floor" ? UntrustedClock.Floor : UntrustedClock.Refuse,
    };

    /// <summary>How many connections may wait for their handshake where there are handles enough.</summary>
    internal const int MostWaiting = 256;

    private const int FewestWaiting = 4;

    /// <summary>How many connections may wait: half of the file handles that are
    /// left, so that files, the PLC and sessions have the other half.</summary>
    internal static int WaitingPlaces(int handlesLeft) => Math.Clamp(handlesLeft / 2, FewestWaiting, MostWaiting);

    /// <summary>How the TLS listener listens.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="handlesLeft">File handles that are left.</param>
    internal static TlsListenerOptions Listener(ModuleSettings settings, int handlesLeft) => new()
    {
        EndPoint = EndPoint(settings, SettingKeys.ListenTls),
        HandshakeMs = (int)settings.Milliseconds(SettingKeys.TlsHandshakeDeadline),
        Handshakes = settings.Number(SettingKeys.TlsHandshakes),
        Waiting = WaitingPlaces(handlesLeft),
    };

    /// <summary>An address to listen on; <see cref="HostSettingRules"/> has seen to it that it is one.</summary>
    internal static IPEndPoint EndPoint(ModuleSettings settings, string key)
    {
        SettingText.TryEndpoint(settings.Text(key), out string host, out int port);
        return new IPEndPoint(IPAddress.Parse(host), port);
    }

    internal static IReadOnlyDictionary<IPAddress, string> PlainRoles(ModuleSettings settings)
    {
        var roles = new Dictionary<IPAddress, string>();
        foreach (string value in settings.All(SettingKeys.UnsafePlainRole))
        {
            SettingText.TryPair(value, out string address, out string role);
            roles[IPAddress.Parse(address)] = role;
        }
        return roles;
    }

    internal static MqttUplinkOptions Broker(ModuleSettings settings, string eventsTopic, Func<BrokerSources> sources)
    {
        SettingText.TryEndpoint(settings.Text(SettingKeys.MqttBroker), out string host, out int port);
        return new MqttUplinkOptions
        {
            Host = host,
            Port = port,
            ClientId = $"edgeguard-{settings.Text(SettingKeys.Site)}-{settings.Text(SettingKeys.Module)}",
            UseTls = settings.IsOn(SettingKeys.MqttTls),
            User = settings.Text(SettingKeys.MqttUser),
            Sources = sources,
            EventsTopic = eventsTopic,
        };
    }
}
