using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>An alert as a syslog message (RFC 5424). Pure.</summary>
internal static class SyslogMessage
{
    // Facility "log alert" (section 6.2.1).
    private const int Facility = 14;

    // The enterprise number of the structured data: that of examples (RFC 5612), as long as there is none of our own.
    private const string DataId = "alert@32473";

    private const int MaxHost = 255;

    internal static string Of(AlertNotice notice, string host, int process)
    {
        string time = DateTimeOffset.FromUnixTimeMilliseconds(notice.At).UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string header = $"<{Facility * 8 + Severity(notice)}>1 {time} {Printable(host)} edgeguard-central {process} {notice.Rule.Name}";
        return $"{header} {Data(notice)} \ufeff{notice.Line}";
    }

    // Section 6.2.1: 2 critical, 4 warning, 5 notice, 6 informational.
    private static int Severity(AlertNotice notice) => notice.IsOver ? 6 : notice.Rule.Severity switch
    {
        AlertSeverity.High => 2,
        AlertSeverity.Medium => 4,
        _ => 5,
    };

    private static string Data(AlertNotice notice)
    {
        var data = new StringBuilder("[" + DataId);
        Add(data, "id", notice.Alert.Id.ToString(CultureInfo.InvariantCulture));
        Add(data, "state", notice.State);
        Add(data, "severity", notice.Rule.Severity.ToString().ToLowerInvariant());
        Add(data, "site", notice.Alert.Key.Site);
        Add(data, "module", notice.Alert.Key.Module);
        Add(data, "subject", notice.Alert.Key.Subject);
        Add(data, "notice", notice.Name);
        return data.Append(']').ToString();
    }

    // Section 6.3.3: these three are escaped, and nothing else.
    private static void Add(StringBuilder data, string name, string value) => data.Append(' ').Append(name).Append("=\"")
        .Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("]", "\\]")).Append('"');

    private static string Printable(string host)
    {
        string clean = new([.. host.Where(c => c is > ' ' and < '\x7f').Take(MaxHost)]);
        return clean.Length > 0 ? clean : "-";
    }
}
