using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>The credentials of a configuration, in the form that this machine uses them in. Immutable.</summary>
internal sealed class HostCredentials
{
    private HostCredentials(ServerIdentity? identity, TrustStore? trust, ExpiryDates expiries)
    {
        Identity = identity;
        Trust = trust;
        Expiries = expiries;
    }

    /// <summary>Who the module is; null without a TLS listener.</summary>
    internal ServerIdentity? Identity { get; }

    /// <summary>Whom it trusts; null without a TLS listener.</summary>
    internal TrustStore? Trust { get; }

    /// <summary>When certificates and lists run out.</summary>
    internal ExpiryDates Expiries { get; }

    /// <summary>Reads what the settings need, and checks it. Null: <paramref name="problems"/> has all that is wrong. Never
    /// throws.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="server">What the TLS listener needs.</param>
    /// <param name="broker">What the broker needs.</param>
    /// <param name="utc">The time by which certificates and lists are judged.</param>
    /// <param name="problems">Where to add.</param>
    internal static HostCredentials? Read(
        ModuleSettings settings, CertificateSources? server, BrokerSources broker, long utc, IList<FileProblem> problems)
    {
        int before = FileProblem.Errors(problems);
        ServerIdentity? identity = null;
        TrustStore? trust = null;
        if (server != null && settings.IsOn(SettingKeys.ListenTls) && server.TryLoad(problems, out identity, out trust))
        {
            server.Check(identity, trust, HostSettings.Verification(settings).StaleCrl, utc, problems);
        }
        BrokerTls? tls = settings.IsOn(SettingKeys.MqttBroker) ? CheckBroker(settings, broker, utc, problems) : null;
        if (FileProblem.Errors(problems) > before) return null;
        return new HostCredentials(identity, trust, ExpiryReader.Read(identity, trust, tls));
    }

    // Only looked at here: it is read again at every connection.
    private static BrokerTls? CheckBroker(ModuleSettings settings, BrokerSources broker, long utc, IList<FileProblem> problems)
    {
        BrokerTls? tls = settings.IsOn(SettingKeys.MqttTls) ? BrokerTls.TryLoad("", broker, problems) : null;
        tls?.Check(broker, utc, problems);
        if (settings.Text(SettingKeys.MqttUser).Length > 0) SecretFile.Password(broker.Password, problems);
        return tls;
    }
}
