using System;

namespace EdgeGuard.Central;

/// <summary>Somebody else's broker, of which the console is a client.</summary>
/// <param name="Host">Its name or address, as its certificate has it.</param>
/// <param name="Port">Its port.</param>
/// <param name="CaFile">Whose certificates of brokers count, PEM.</param>
/// <param name="CertificateFile">By which the console is known there, PEM.</param>
/// <param name="KeyFile">Its key, PEM, for its owner alone.</param>
public sealed record ExternalBroker(string Host, int Port, string CaFile, string CertificateFile, string KeyFile)
{
    /// <summary>How the console is called at a broker unless it is told.</summary>
    internal const string UsualClientId = "edgeguard-central";

    private const string Scheme = "mqtts";
    private const int UsualPort = 8883;

    /// <summary>By which name the broker keeps what comes while the console is away; two consoles need two.</summary>
    public string ClientId { get; init; } = UsualClientId;

    /// <summary>Whether a text is meant for such a broker, and not for where the own one listens.</summary>
    internal static bool IsMeant(string? text) => text?.Contains("://", StringComparison.Ordinal) == true;

    /// <summary>Reads <c>mqtts://HOST:PORT</c>; null for anything else.</summary>
    internal static (string Host, int Port)? Parse(string text)
    {
        bool isUri = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == Scheme && uri.Host.Length > 0;
        bool isBare = isUri && uri!.UserInfo.Length == 0 && uri.AbsolutePath is "" or "/" && uri!.Query.Length == 0;
        return isBare ? (uri!.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : UsualPort) : null;
    }
}
