using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace EdgeGuard.Central;

/// <summary>Whom to tell of alerts, as <c>notify.conf</c> says: lines of a key and a value. Immutable.</summary>
/// <remarks>Where things are sent to is set in a file and not on a page: whoever takes over an account of the pages must not be able to
/// have this computer call where he likes.</remarks>
internal sealed record NotifySettings
{
    internal const string FileName = "notify.conf";

    /// <summary>Every key, and what stands behind it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["notify.least"] = "low, medium or high: what is less urgent is on the pages alone",
        ["notify.pages"] = "https://NAME:PORT of the pages, for links",
        ["mail.server"] = "HOST:PORT of an SMTP server",
        ["mail.tls"] = "starttls, tls, or none for a server on this computer",
        ["mail.from"] = "who it is from",
        ["mail.to"] = "who gets it; addresses with spaces between them",
        ["mail.user"] = "an account at the server",
        ["mail.password"] = "a file that only its owner may read",
        ["webhook.url"] = "https://… that is told by POST",
        ["webhook.secret"] = "a file that only its owner may read: what signs the message",
        ["syslog.server"] = "HOST:PORT of a syslog server",
        ["syslog.transport"] = "tls or udp",
        ["syslog.ca"] = "a CA's certificate, PEM; without it those of this computer count",
    };

    private static readonly string[] Secrets = ["mail.password", "webhook.secret"];

    private readonly Dictionary<string, string> _values = [];

    internal static NotifySettings None { get; } = new();

    /// <summary>What is less urgent is not told.</summary>
    internal AlertSeverity Least { get; init; } = AlertSeverity.Low;

    internal string Pages => this["notify.pages"];

    /// <summary>The value of a key; empty where it is not set.</summary>
    internal string this[string key] => _values.GetValueOrDefault(key, "");

    internal bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Reads the file; none is no problem.</summary>
    /// <exception cref="CentralException">All that is wrong in it, with places and remedies.</exception>
    internal static NotifySettings Load(string path)
    {
        if (ConfLine.Load(path) is not { } text) return None;
        NotifySettings settings = Parse(text, out IReadOnlyList<string> problems);
        ConfLine.Refuse(path, [.. problems, .. FileProblems(settings)]);
        return settings;
    }

    /// <summary>Reads text. Where <paramref name="problems"/> has something, it cannot be used.</summary>
    internal static NotifySettings Parse(string text, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var settings = new NotifySettings();
        foreach (ConfLine line in ConfLine.Of(text, Keys, found)) line.AddTo(settings._values, found);
        settings = settings with { Least = SeverityOf(settings["notify.least"], found) };
        settings.Check(found);
        problems = found;
        return settings;
    }

    /// <summary>What a file that only its owner may read holds, without line ends.</summary>
    /// <exception cref="CentralException">It cannot be read, or others may read it.</exception>
    internal string Secret(string key) => SecretFile.Read(key, this[key]);

    private void Check(List<string> problems)
    {
        Need(problems, "mail.server", "mail.from", "mail.to");
        Need(problems, "mail.user", "mail.password", "mail.server");
        Need(problems, "webhook.url", "webhook.secret");
        Need(problems, "syslog.server", "syslog.transport");
        OneOf(problems, "mail.tls", "starttls", "tls", "none");
        OneOf(problems, "syslog.transport", "tls", "udp");
        Server(problems, "mail.server");
        Server(problems, "syslog.server");
        Address(problems, "webhook.url");
        Address(problems, "notify.pages");
        bool isPlain = this["mail.tls"] == "none" && Has("mail.server") && !IsHere(HostOf("mail.server"));
        if (isPlain) problems.Add($"mail.tls none: {HostOf("mail.server")} is not this computer: the mail would cross a network in clear");
    }

    /// <summary>The host of a server.</summary>
    internal string HostOf(string key) => this[key][..Math.Max(this[key].LastIndexOf(':'), 0)].Trim('[', ']');

    /// <summary>The port of a server.</summary>
    internal int PortOf(string key) => int.Parse(this[key][(this[key].LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    private static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private void Need(List<string> problems, string key, params string[] others)
    {
        if (!Has(key)) return;
        foreach (string other in others.Where(other => !Has(other))) problems.Add($"{key} is set, and {other} is not: {Keys[other]}");
    }

    private void OneOf(List<string> problems, string key, params string[] values)
    {
        if (Has(key) && !values.Contains(this[key])) problems.Add($"{key} '{SecretFile.Short(this[key])}': write {Keys[key]}");
    }

    private void Server(List<string> problems, string key)
    {
        if (!Has(key)) return;
        int colon = this[key].LastIndexOf(':');
        string digits = this[key][(colon + 1)..];
        bool isPort = ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0;
        bool isHost = colon > 0 && Uri.CheckHostName(HostOf(key)) != UriHostNameType.Unknown;
        if (!isPort || !isHost) problems.Add($"{key} '{SecretFile.Short(this[key])}': write {Keys[key]}, such as server.plant:6514");
    }

    private void Address(List<string> problems, string key)
    {
        if (!Has(key)) return;
        bool isUri = Uri.TryCreate(this[key], UriKind.Absolute, out Uri? uri);
        bool isSafe = isUri && (uri!.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsHere(uri.Host)));
        if (!isSafe) problems.Add($"{key} '{SecretFile.Short(this[key])}': write {Keys[key]}; http:// only to this computer itself");
    }

    private static AlertSeverity SeverityOf(string text, List<string> problems)
    {
        foreach (AlertSeverity severity in Enum.GetValues<AlertSeverity>())
        {
            if (string.Equals(text, severity.ToString(), StringComparison.OrdinalIgnoreCase)) return severity;
        }
        if (text.Length > 0) problems.Add($"notify.least '{SecretFile.Short(text)}': write {Keys["notify.least"]}");
        return AlertSeverity.Low;
    }

    private static IEnumerable<string> FileProblems(NotifySettings settings)
    {
        foreach (string key in Secrets.Where(settings.Has))
        {
            if (SecretFile.Problem(key, settings[key]) is { } secret) yield return secret;
        }
        const string Ca = "syslog.ca";
        if (TrustedChain.Problem(Ca, settings[Ca], Keys[Ca]) is { } authorities) yield return authorities;
    }
}
