using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>All ways by which people outside are told of alerts, each with a queue of its own. Any thread.</summary>
internal sealed class Notifications : IAlertListener, IAsyncDisposable
{
    // What could not be told for a day is on the page, and no news.
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(1);

    private readonly IReadOnlyList<NotificationQueue> _queues;
    private readonly NotifySettings _settings;
    private readonly TimeProvider _time;

    internal Notifications(NotifySettings settings, IEnumerable<INotifier> notifiers, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _queues = [.. notifiers.Select(notifier => new NotificationQueue(notifier, time, KeepFor))];
    }

    /// <summary>Those that are set.</summary>
    /// <exception cref="CentralException">A secret cannot be read.</exception>
    internal static Notifications Of(NotifySettings settings, TimeProvider time)
    {
        var notifiers = new List<INotifier>();
        if (settings.Has("mail.server")) notifiers.Add(new MailNotifier(settings));
        if (settings.Has("webhook.url")) notifiers.Add(new WebhookNotifier(settings, time));
        if (settings.Has("syslog.server")) notifiers.Add(new SyslogNotifier(settings));
        return new Notifications(settings, notifiers, time);
    }

    internal IReadOnlyList<NotificationQueue> Queues => _queues;

    public void Told(Alert alert, bool isOver)
    {
        if (AlertRules.Of(alert.Key.Kind).Severity < _settings.Least) return;
        string page = _settings.Pages.Length > 0 ? $"{_settings.Pages.TrimEnd('/')}/alerts/{alert.Id}" : "";
        var notice = new AlertNotice(alert, isOver, _time.GetUtcNow().ToUnixTimeMilliseconds(), page);
        // That notifications of one way are lost is for the others to tell: it would only lose more.
        bool isOfLost = alert.Key.Kind == AlertKind.NotificationLost;
        foreach (NotificationQueue queue in _queues.Where(queue => !isOfLost || queue.Name != alert.Key.Subject)) queue.Put(notice);
    }

    public IReadOnlyDictionary<string, long> TakeLost() =>
        _queues.Select(queue => (queue.Name, Lost: queue.TakeLost())).Where(lost => lost.Lost > 0)
            .ToDictionary(lost => lost.Name, lost => lost.Lost);

    /// <summary>Tells a notice of nothing by one way, at once.</summary>
    /// <returns>Why it could not be told, fit to be shown; empty: it was.</returns>
    internal async Task<string> Try(string way, string by, CancellationToken stop)
    {
        NotificationQueue queue = _queues.Single(queue => queue.Name == way);
        try
        {
            await queue.Try(AlertNotice.Test(by, _time.GetUtcNow().ToUnixTimeMilliseconds()), stop).ConfigureAwait(false);
            return "";
        }
        // As in a queue: whatever goes wrong with somebody else's server is what was asked for.
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return PeerText.Clean(e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NotificationQueue queue in _queues) await queue.DisposeAsync().ConfigureAwait(false);
    }
}
