using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>How the console itself is, for programs and for people. Any thread.</summary>
internal sealed class ConsoleHealth(
    IArchive archive, AlertEngine alerts, CentralFigures figures, WebFigures web, Notifications notifications, FigureTable table)
{
    /// <summary>The archive, as it is now.</summary>
    internal ArchiveStatus Archive => archive.Status();

    /// <summary>Why alerts are not kept at present; empty while all is well.</summary>
    internal string AlertTrouble => alerts.Trouble;

    /// <summary>The ways by which people outside are told.</summary>
    internal IReadOnlyList<NotificationQueue> Queues => notifications.Queues;

    /// <summary>Pages that took long, the last first.</summary>
    internal IReadOnlyList<SlowPage> SlowPages => web.SlowLast;

    /// <summary>Every figure, with its values.</summary>
    internal IReadOnlyList<Figure> Table => table.All;

    /// <summary>How many messages could be acknowledged within each step of <see cref="CentralFigures.Steps"/>, and all of them at the
    /// end.</summary>
    internal IReadOnlyList<long> AcknowledgedUpTo => figures.UpTo();

    /// <summary>What does not work at present, a word each; empty while all does.</summary>
    internal string Failing()
    {
        var failing = new List<string>();
        if (archive.Status().Trouble.Length > 0) failing.Add("archive");
        if (alerts.Trouble.Length > 0) failing.Add("alerts");
        return string.Join(' ', failing);
    }

    /// <summary>All figures.</summary>
    internal string Figures() => new MetricsPage(table, figures).Write();
}
