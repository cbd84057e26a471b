using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Figures of the console in the text format of Prometheus (version 0.0.4). No name of a site, module or person is among
/// them.</summary>
internal sealed class MetricsPage(
    IArchive archive, AlertEngine alerts, CentralFigures figures, WebFigures web, Notifications notifications, TimeProvider time)
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "edgeguard_central_";

    private readonly StringBuilder _text = new();

    /// <summary>All of them, as of now. Once for each page.</summary>
    internal string Write()
    {
        Messages();
        Archive();
        Modules();
        Alerts();
        Notified();
        Web();
        return _text.ToString();
    }

    private void Messages()
    {
        Family("messages_total", "counter", "Messages of modules, by what became of them.");
        foreach (Receipt receipt in Enum.GetValues<Receipt>()) Row("messages_total", figures.Of(receipt), "receipt", Word(receipt));
        Family("puback_seconds", "histogram", "From the arrival of a message until it can be acknowledged.");
        IReadOnlyList<long> upTo = figures.UpTo();
        for (int i = 0; i < CentralFigures.Steps.Count; i++)
        {
            Row("puback_seconds_bucket", upTo[i], "le", CentralFigures.Steps[i].ToString(CultureInfo.InvariantCulture));
        }
        Row("puback_seconds_bucket", upTo[^1], "le", "+Inf");
        Row("puback_seconds_sum", figures.Seconds);
        Row("puback_seconds_count", upTo[^1]);
    }

    private void Archive()
    {
        ArchiveStatus status = archive.Status();
        One("archive_up", "gauge", "1 while what arrives is stored.", status.Trouble.Length == 0 ? 1 : 0);
        One("archive_waiting", "gauge", "Messages that wait to be stored.", status.Waiting);
        One("archive_bytes", "gauge", "Bytes of the archive's files.", status.Bytes);
        One("disk_free_bytes", "gauge", "Bytes left on the disk of the archive.", status.FreeBytes);
    }

    private void Modules()
    {
        IReadOnlyList<ModuleView> modules = archive.Modules();
        Family("modules", "gauge", "Modules, by what they said of themselves.");
        Row("modules", modules.Count(module => module.IsOnline), "state", "online");
        Row("modules", modules.Count(module => module.State is { IsOnline: false, IsStopped: false }), "state", "away");
        Row("modules", modules.Count(module => module.State is { IsStopped: true }), "state", "stopped");
        Row("modules", modules.Count(module => module.State == null), "state", "unknown");
        One("events_total", "counter", "Events that are or were stored, each once.", modules.Sum(module => (double)module.Events));
        double missing = modules.Sum(module => (double)module.Missing);
        One("events_missing", "gauge", "Events that modules numbered and that never arrived.", missing);
    }

    private void Alerts()
    {
        IReadOnlyList<Alert> open = alerts.Alerts();
        Family("alerts", "gauge", "Alerts that are not history, by state and severity.");
        foreach (AlertState state in Enum.GetValues<AlertState>().Where(state => state != AlertState.Pending))
        {
            foreach (AlertSeverity severity in Enum.GetValues<AlertSeverity>())
            {
                int count = open.Count(alert => alert.State == state && AlertRules.Of(alert.Key.Kind).Severity == severity);
                Row("alerts", count, "state", Word(state), "severity", Word(severity));
            }
        }
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        One("alerts_waiting", "gauge", "Alerts that nobody acknowledged or shelved.", open.Count(alert => alert.Waits(now)));
        One("alerts_up", "gauge", "1 while alerts are kept.", alerts.Trouble.Length == 0 ? 1 : 0);
    }

    private void Notified()
    {
        Each("notifications_waiting", "gauge", "Notifications that wait to be told.", queue => queue.Waiting);
        Each("notifications_sent_total", "counter", "Notifications that were told.", queue => queue.Sent);
        Each("notifications_dropped_total", "counter", "Notifications that were dropped.", queue => queue.LostEver);
    }

    private void Web()
    {
        Family("web_answers_total", "counter", "Answers of the pages, by the hundred of their status.");
        for (int hundred = 1; hundred <= 5; hundred++)
        {
            Row("web_answers_total", web.Of(hundred), "status", hundred.ToString(CultureInfo.InvariantCulture) + "xx");
        }
        One("web_slow_total", "counter", "Pages that took longer than 0.2 s.", web.SlowEver);
        One("web_faults_total", "counter", "Requests in which the console itself failed; each stands in its log.", web.Faults);
    }

    private void Each(string name, string type, string help, Func<NotificationQueue, double> value)
    {
        Family(name, type, help);
        foreach (NotificationQueue queue in notifications.Queues) Row(name, value(queue), "by", queue.Name);
    }

    private void One(string name, string type, string help, double value)
    {
        Family(name, type, help);
        Row(name, value);
    }

    private void Family(string name, string type, string help) =>
        _text.Append($"# HELP {Prefix}{name} {help}\n# TYPE {Prefix}{name} {type}\n");

    // Labels in pairs of name and value.
    private void Row(string name, double value, params string[] labels)
    {
        string[] pairs = [.. labels.Chunk(2).Select(pair => $"{pair[0]}=\"{pair[1]}\"")];
        string braced = pairs.Length > 0 ? $"{{{string.Join(',', pairs)}}}" : "";
        _text.Append(CultureInfo.InvariantCulture, $"{Prefix}{name}{braced} {value}\n");
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
