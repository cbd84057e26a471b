using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>Everything a module is made from, read from its files and found right as a whole. Immutable.</summary>
public sealed class ModuleFiles
{
    private ModuleFiles(string path, ModuleSettings settings, CompiledPolicy policy, SiteZone zone)
    {
        Path = path;
        Settings = settings;
        Policy = policy;
        Zone = zone;
    }

    /// <summary>The settings file.</summary>
    public string Path { get; }

    public ModuleSettings Settings { get; }

    public CompiledPolicy Policy { get; }

    /// <summary>The site's time zone.</summary>
    public SiteZone Zone { get; }

    /// <summary>Who the module is; null without a TLS listener.</summary>
    public ServerIdentity? Identity { get; private init; }

    /// <summary>Whom it trusts; null without a TLS listener.</summary>
    public TrustStore? Trust { get; private init; }

    /// <summary>When its certificates and lists run out.</summary>
    public required ExpiryDates Expiries { get; init; }

    /// <summary>Reads settings, policy and certificates. Null when anything is wrong; <paramref name="problems"/> has all of it. Never throws.</summary>
    /// <param name="path">The settings file.</param>
    /// <param name="problems">Where to add.</param>
    /// <param name="utc">The time by which certificates and lists are judged; now unless given.</param>
    public static ModuleFiles? Read(string path, FileProblems problems, long? utc = null)
    {
        string? text = ReadText(path, problems);
        if (text == null) return null;
        var found = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(text, found);
        problems.AddAll(path, found);
        return settings == null ? null : Read(path, settings, utc ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), problems);
    }

    /// <summary>The file that a key names; relative to the settings file.</summary>
    public string File(string key) => Resolve(Path, Settings, key);

    private static ModuleFiles? Read(string path, ModuleSettings settings, long utc, FileProblems problems)
    {
        string policyFile = Resolve(path, settings, SettingKeys.PolicyFile);
        PolicyReading? policy = ReadPolicy(policyFile, problems);
        ServerIdentity? identity = null;
        TrustStore? trust = null;
        if (settings.IsOn(SettingKeys.ListenTls)) ReadCertificates(path, settings, utc, problems, out identity, out trust);
        BrokerTls? broker = settings.IsOn(SettingKeys.MqttBroker) ? CheckBroker(path, settings, utc, problems) : null;
        CheckAddresses(path, settings, problems);
        CheckTogether(path, settings, policy?.Policy, problems);
        if (problems.Errors > 0 || policy?.Policy == null) return null;
        return new ModuleFiles(path, settings, policy.Policy, SiteZone.Of(settings))
        {
            Identity = identity,
            Trust = trust,
            Expiries = ExpiryReader.Read(identity, trust, broker),
        };
    }

    private static PolicyReading? ReadPolicy(string path, FileProblems problems)
    {
        string? text = ReadText(path, problems);
        if (text == null) return null;
        PolicyReading reading = PolicyReader.Read(text);
        problems.AddAll(path, reading.Problems);
        return reading;
    }

    private static void ReadCertificates(
        string path, ModuleSettings settings, long utc, FileProblems problems, out ServerIdentity? identity, out TrustStore? trust)
    {
        var files = new CertificateFiles(
            Resolve(path, settings, SettingKeys.TlsCertificate),
            Resolve(path, settings, SettingKeys.TlsKey),
            Resolve(path, settings, SettingKeys.TlsCa),
            settings.IsOn(SettingKeys.TlsCrl) ? Resolve(path, settings, SettingKeys.TlsCrl) : null);
        var found = new List<FileProblem>();
        if (files.TryLoad(found, out identity, out trust)) files.Check(identity, trust, HostSettings.Verification(settings).StaleCrl, utc, found);
        problems.AddAll(found);
    }

    // Only looked at here: they are read again at every connection.
    private static BrokerTls? CheckBroker(string path, ModuleSettings settings, long utc, FileProblems problems)
    {
        string Optional(string key) => settings.Text(key).Length > 0 ? Resolve(path, settings, key) : "";
        var found = new List<FileProblem>();
        BrokerTls? tls = null;
        if (settings.Text(SettingKeys.MqttTls) == "on")
            tls = BrokerTls.TryLoad("", Optional(SettingKeys.MqttCa), Optional(SettingKeys.MqttCertificate), Optional(SettingKeys.MqttKey), found);
        tls?.Check(Optional(SettingKeys.MqttCa), Optional(SettingKeys.MqttCertificate), utc, found);
        if (settings.Text(SettingKeys.MqttPasswordFile).Length > 0) SecretFile.Password(Resolve(path, settings, SettingKeys.MqttPasswordFile), found);
        problems.AddAll(found);
        return tls;
    }

    private static void CheckTogether(string path, ModuleSettings settings, CompiledPolicy? policy, FileProblems problems)
    {
        var found = new ProblemList();
        if (policy != null) PolicyFit.Run(settings, policy, found);
        PortCheck.Run(settings, found);
        problems.AddAll(path, found);
    }

    // The reader checks that these look like addresses, on the device too; whether they are is known to the network library.
    private static void CheckAddresses(string path, ModuleSettings settings, FileProblems problems)
    {
        foreach (string key in new[] { SettingKeys.ListenTls, SettingKeys.UnsafePlainListen })
        {
            if (settings.IsOn(key) && SettingText.TryEndpoint(settings.Text(key), out string host, out _)) CheckAddress(path, key, host, problems);
        }
        foreach (string value in settings.All(SettingKeys.UnsafePlainRole))
        {
            SettingText.TryPair(value, out string address, out _);
            CheckAddress(path, SettingKeys.UnsafePlainRole, address, problems);
        }
        DeviceKeys(path, settings, problems);
    }

    // What only a device needs must not seem to work here: this module reads the role from the certificate, and has the system's clock.
    private static void DeviceKeys(string path, ModuleSettings settings, FileProblems problems)
    {
        if (settings.All(SettingKeys.TlsAddressRole).Length > 0)
            problems.Error(path, "tls.address-role is for a device that cannot read certificates; here the role is the certificate's", "remove the lines, and issue certificates with roles");
        if (settings.IsOn(SettingKeys.TimeServer))
            problems.Error(path, "time.server is for a device; the clock here is the system's", "remove the line, and set the time server up in the operating system");
    }

    private static void CheckAddress(string path, string key, string address, FileProblems problems)
    {
        if (!IPAddress.TryParse(address, out _)) problems.Error(path, $"{key}: '{address}' is no IP address", "write it in full, such as 10.0.0.5 or ::1");
    }

    private static string Resolve(string path, ModuleSettings settings, string key)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? ".";
        return System.IO.Path.Combine(folder, settings.Text(key));
    }

    private static string? ReadText(string path, FileProblems problems)
    {
        string? text = TextFile.Read(path, out string problem, out string remedy);
        if (text == null) problems.Error(path, problem, remedy);
        return text;
    }
}
