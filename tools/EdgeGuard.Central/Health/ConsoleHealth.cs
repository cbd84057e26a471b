using System;
using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>How the console itself is, for programs. Any thread.</summary>
internal sealed class ConsoleHealth(
    IArchive archive, AlertEngine alerts, CentralFigures figures, WebFigures web, Notifications notifications, TimeProvider time)
{
    /// <summary>What does not work at present, a word each; empty while all does.</summary>
    internal string Failing()
    {
        var failing = new List<string>();
        if (archive.Status().Trouble.Length > 0) failing.Add("archive");
        if (alerts.Trouble.Length > 0) failing.Add("alerts");
        return string.Join(' ', failing);
    }

    /// <summary>All figures.</summary>
    internal string Figures() => new MetricsPage(archive, alerts, figures, web, notifications, time).Write();
}
