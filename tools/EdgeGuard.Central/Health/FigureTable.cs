using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Every figure of the console but the time until an acknowledgement. No name of a site, module or person is among them. Any
/// thread.</summary>
internal sealed class FigureTable(
    IArchive archive, AlertEngine alerts, CentralFigures figures, WebFigures web, Notifications notifications, Func<int> sessions,
    TimeProvider time)
{
    internal IReadOnlyList<Figure> All =>
    [
        new("messages_total", "Messages of modules, by what became of them.", () =>
            Enum.GetValues<Receipt>().Select(receipt => new FigureValue(figures.Of(receipt), ("receipt", Word(receipt))))),
        One("archive_up", "1 while what arrives is stored.", () => archive.Status().Trouble.Length == 0 ? 1 : 0),
        One("archive_waiting", "Messages that wait to be stored.", () => archive.Status().Waiting),
        One("archive_bytes", "Bytes of the archive's files.", () => archive.Status().Bytes),
        One("disk_free_bytes", "Bytes left on the disk of the archive.", () => archive.Status().FreeBytes),
        new("modules", "Modules, by what they said of themselves.", Modules),
        One("events_total", "Events that are or were stored, each once.", () => archive.Modules().Sum(module => (double)module.Events)),
        One("events_missing", "Events that modules numbered and that never arrived.", () =>
            archive.Modules().Sum(module => (double)module.Missing)),
        new("alerts", "Alerts that are not history, by state and severity.", Alerts),
        One("alerts_waiting", "Alerts that nobody acknowledged or shelved.", Waiting),
        One("alerts_up", "1 while alerts are kept.", () => alerts.Trouble.Length == 0 ? 1 : 0),
        Each("notifications_waiting", "Notifications that wait to be told.", queue => queue.Waiting),
        Each("notifications_sent_total", "Notifications that were told.", queue => queue.Sent),
        Each("notifications_dropped_total", "Notifications that were dropped.", queue => queue.LostEver),
        One("events_per_second", "Events that were stored, a second, over the last minute.", () => figures.EventsASecond(time.GetUtcNow())),
        One("broker_sessions", "Connections at the broker.", () => sessions()),
        One("archive_commits_total", "Groups of messages that went to the disk.", () => archive.Status().Commits),
        One("archive_commit_seconds_total", "How long that took.", () => archive.Status().CommitTime.TotalSeconds),
        new("web_answers_total", "Answers of the pages, by the hundred of their status.", () =>
            Enumerable.Range(1, 5).Select(hundred => new FigureValue(web.Of(hundred), ("status", $"{hundred}xx")))),
        One("web_slow_total", "Pages that took longer than 0.2 s.", () => web.SlowEver),
        One("web_faults_total", "Requests in which the console itself failed; each stands in its log.", () => web.Faults),
    ];

    private IEnumerable<FigureValue> Modules()
    {
        IReadOnlyList<ModuleView> modules = archive.Modules();
        return
        [
            new(modules.Count(module => module.IsOnline), ("state", "online")),
            new(modules.Count(module => module.State is { IsOnline: false, IsStopped: false }), ("state", "away")),
            new(modules.Count(module => module.State is { IsStopped: true }), ("state", "stopped")),
            new(modules.Count(module => module.State == null), ("state", "unknown")),
        ];
    }

    private IEnumerable<FigureValue> Alerts()
    {
        IReadOnlyList<Alert> open = alerts.Alerts();
        foreach (AlertState state in Enum.GetValues<AlertState>().Where(state => state != AlertState.Pending))
        {
            foreach (AlertSeverity severity in Enum.GetValues<AlertSeverity>())
            {
                int count = open.Count(alert => alert.State == state && AlertRules.Of(alert.Key.Kind).Severity == severity);
                yield return new FigureValue(count, ("state", Word(state)), ("severity", Word(severity)));
            }
        }
    }

    private double Waiting()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return alerts.Alerts().Count(alert => alert.Waits(now));
    }

    private Figure Each(string name, string help, Func<NotificationQueue, double> value) =>
        new(name, help, () => notifications.Queues.Select(queue => new FigureValue(value(queue), ("by", queue.Name))));

    private static Figure One(string name, string help, Func<double> value) => new(name, help, () => [new FigureValue(value())]);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
