using EdgeGuard.Settings;

namespace EdgeGuard.Cli;

/// <summary>Where a broker is, as people write it: <c>HOST:PORT</c>, <c>mqtt://USER@HOST</c>, or <c>mqtts://HOST</c> for TLS.</summary>
/// <param name="Host">Address or name.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">The user that stands in it; empty for none.</param>
/// <param name="IsTls">Whether it says that it wants TLS.</param>
internal sealed record BrokerAddress(string Host, int Port, string User, bool IsTls)
{
    private const string Plain = "mqtt://";
    private const string Tls = "mqtts://";
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;

    /// <summary>Null, and what is wrong in words, for a text that is none.</summary>
    internal static BrokerAddress? Parse(string text, out string problem)
    {
        problem = "";
        bool isTls = text.StartsWith(Tls, System.StringComparison.Ordinal);
        bool isUrl = isTls || text.StartsWith(Plain, System.StringComparison.Ordinal);
        string rest = isUrl ? text[(isTls ? Tls : Plain).Length..].TrimEnd('/') : text;
        int at = isUrl ? rest.LastIndexOf('@') : -1;
        string user = at < 0 ? "" : rest[..at];
        string where = rest[(at + 1)..];
        if (user.Contains(':'))
        {
            // Not repeated here: it would stand in a log as well.
            problem =
                "--broker holds a password, which everybody sees who lists processes: write mqtt://USER@HOST, and the password into a "
                    + "file, --password-file FILE";
            return null;
        }
        if (isUrl && !where[(where.LastIndexOf(']') + 1)..].Contains(':')) where += isTls ? $":{TlsPort}" : $":{PlainPort}";
        if (SettingText.TryEndpoint(where, out string host, out int port) && port > 0) return new BrokerAddress(host, port, user, isTls);
        problem = $"--broker '{text}' is not HOST:PORT, such as 127.0.0.1:1883, nor mqtt://HOST or mqtts://HOST";
        return null;
    }
}
