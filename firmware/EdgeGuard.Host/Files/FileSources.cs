using System.IO;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>The files that a settings file names; relative ones are beside it.</summary>
/// <param name="path">The settings file.</param>
/// <param name="settings">What is in it.</param>
internal sealed class FileSources(string path, ModuleSettings settings)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";

    /// <summary>The file that a key names; empty where it names none.</summary>
    internal string File(string key) => settings.Text(key).Length > 0 ? Path.Combine(_folder, settings.Text(key)) : "";

    /// <summary>What the TLS listener needs; null without one.</summary>
    internal CertificateSources? Server()
    {
        if (!settings.IsOn(SettingKeys.ListenTls)) return null;
        string? crl = settings.IsOn(SettingKeys.TlsCrl) ? File(SettingKeys.TlsCrl) : null;
        return new CertificateFiles(File(SettingKeys.TlsCertificate), File(SettingKeys.TlsKey), File(SettingKeys.TlsCa), crl).Sources();
    }

    /// <summary>What the broker needs.</summary>
    internal BrokerSources Broker() => BrokerSources.OfFiles(
        File(SettingKeys.MqttCa), File(SettingKeys.MqttCertificate), File(SettingKeys.MqttKey), File(SettingKeys.MqttPasswordFile));
}
