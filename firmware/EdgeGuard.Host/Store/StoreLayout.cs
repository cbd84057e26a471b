using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Lays out a stored configuration as the files that the rest of the module is made from, so that both forms are read, checked and
/// used by the same code. The folder is inside the store's, its owner's alone; what is in it is made anew and is nothing to keep.</summary>
internal sealed class StoreLayout(FolderStore folder, string path) : IDisposable
{
    /// <summary>What the settings are called where there are no files.</summary>
    internal const string SettingsRecord = "settings";

    private const string SettingsName = "module.conf";
    private const string PolicyName = "plant.policy";

    // Which file a setting names, and what the record behind it is called.
    private static readonly (string Key, string File, string Record)[] Places =
    [
        (SettingKeys.TlsCertificate, "tls.crt", RecordName.TlsIdentity),
        (SettingKeys.TlsKey, "tls.key", RecordName.TlsIdentity),
        (SettingKeys.TlsCa, "tls.ca", RecordName.TlsCa),
        (SettingKeys.TlsCrl, "tls.crl", RecordName.TlsCrl),
        (SettingKeys.MqttCa, "mqtt.ca", RecordName.MqttCa),
        (SettingKeys.MqttCertificate, "mqtt.crt", RecordName.MqttIdentity),
        (SettingKeys.MqttKey, "mqtt.key", RecordName.MqttIdentity),
        (SettingKeys.MqttPasswordFile, "mqtt.password", RecordName.MqttPassword),
    ];

    /// <summary>Whether the laid out file is that of the policy.</summary>
    internal static bool IsPolicy(string file) => Path.GetFileName(file) == PolicyName;

    /// <summary>What a file is called where there are no files: its record.</summary>
    internal static string RecordOf(string file)
    {
        string name = Path.GetFileName(file);
        foreach ((string _, string laidOut, string record) in Places)
        {
            if (laidOut == name) return record;
        }
        return name == SettingsName ? SettingsRecord : name;
    }

    /// <summary>The whole path of what a key names.</summary>
    internal string File(string key)
    {
        foreach ((string named, string file, string _) in Places)
        {
            if (named == key) return Path.Combine(path, file);
        }
        throw new ArgumentOutOfRangeException(nameof(key));
    }

    /// <summary>Writes credentials; what is not there is removed. False: the medium refused.</summary>
    internal bool Put(CredentialSet credentials)
    {
        bool isDone = true;
        foreach ((string key, string file, string record) in Places)
        {
            byte[]? content = Content(credentials, key, record);
            isDone &= content == null ? folder.Delete(file) : folder.Write(file, content);
        }
        return isDone;
    }

    /// <summary>Writes a whole configuration; the path of its settings file, or null when the medium refused.</summary>
    internal string? Put(string settings, string policy, ModuleSettings read, CredentialSet credentials)
    {
        var text = new StringBuilder(settings);
        text.Append(SettingKeys.PolicyFile).Append(' ').Append(PolicyName).Append('\n');
        foreach ((string key, string file, string record) in Places)
        {
            // A password without a user is a mistake in a file; here it only waits.
            bool isWanted = key != SettingKeys.MqttPasswordFile || read.Text(SettingKeys.MqttUser).Length > 0;
            if (isWanted && Content(credentials, key, record) != null) text.Append(key).Append(' ').Append(file).Append('\n');
        }
        bool isDone = Put(credentials) && folder.Write(PolicyName, Encoding.UTF8.GetBytes(policy))
            && folder.Write(SettingsName, Encoding.UTF8.GetBytes(text.ToString()));
        return isDone ? Path.Combine(path, SettingsName) : null;
    }

    /// <summary>Removes what was laid out.</summary>
    internal void Clear()
    {
        var names = new List<string> { SettingsName, PolicyName };
        foreach ((string _, string file, string _) in Places) names.Add(file);
        foreach (string name in names) folder.Delete(name);
    }

    public void Dispose() => folder.Dispose();

    private static byte[]? Content(CredentialSet credentials, string key, string record)
    {
        if (record != RecordName.TlsIdentity && record != RecordName.MqttIdentity) return credentials.Get(record);
        KeyedCertificate? own = credentials.GetKeyed(record);
        if (own == null) return null;
        return Encoding.UTF8.GetBytes(key is SettingKeys.TlsKey or SettingKeys.MqttKey ? own.Key : own.Chain);
    }
}
