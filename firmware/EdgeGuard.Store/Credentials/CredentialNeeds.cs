using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Store;

/// <summary>What must be installed before settings can be put in force. Pure.</summary>
public static class CredentialNeeds
{
    /// <summary>Adds what is missing.</summary>
    public static void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems)
    {
        if (settings.IsOn(SettingKeys.ListenTls)) CheckListener(credentials, problems);
        if (!settings.IsOn(SettingKeys.MqttBroker)) return;
        if (settings.IsOn(SettingKeys.MqttTls))
        {
            Need(credentials, RecordName.MqttCa, SettingKeys.MqttTls, "'install broker-ca' takes the CA of the broker", problems);
        }
        if (settings.Text(SettingKeys.MqttUser).Length > 0)
        {
            Need(credentials, RecordName.MqttPassword, SettingKeys.MqttUser, "'install broker-password' takes it", problems);
        }
    }

    /// <summary>Adds the keys that are installed without their certificates, or the other way round.</summary>
    public static void CheckPairs(CredentialSet credentials, ProblemList problems)
    {
        CheckPair(credentials, RecordName.TlsIdentity, problems);
        CheckPair(credentials, RecordName.MqttIdentity, problems);
    }

    private static void CheckListener(CredentialSet credentials, ProblemList problems)
    {
        Need(
            credentials, RecordName.TlsIdentity, SettingKeys.ListenTls,
            "'install certificate' takes it; where the module makes its own key, 'csr new' makes the request for your CA first", problems);
        Need(credentials, RecordName.TlsCa, SettingKeys.ListenTls, "'install ca' takes the CA of the clients", problems);
        if (credentials.Get(RecordName.TlsCrl) == null)
        {
            problems.Warn(
                0, 0, "", "there is no tls.crl: a stolen client certificate cannot be revoked",
                "'install crl' takes the CA's revocation list");
        }
    }

    private static void Need(CredentialSet credentials, string name, string reason, string remedy, ProblemList problems)
    {
        if (credentials.Get(name) == null) problems.Error(0, 0, name, name + " is not installed: " + reason + " needs it", remedy);
    }

    private static void CheckPair(CredentialSet credentials, string name, ProblemList problems)
    {
        if (credentials.Get(name) != null && credentials.GetKeyed(name) == null)
        {
            problems.Error(0, 0, name, name + " is no key with its certificate", "install both together");
        }
    }
}
