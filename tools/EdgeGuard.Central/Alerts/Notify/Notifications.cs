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

    private readonly IReadOnlyList<INotifier> _notifiers;
    private readonly NotifySettings _settings;
    private readonly TimeProvider _time;
    private IReadOnlyList<NotificationQueue> _queues = [];

    internal Notifications(NotifySettings settings, IEnumerable<INotifier> notifiers, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _notifiers = [.. notifiers];
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

    /// <summary>Empty before <see cref="Start"/>.</summary>
    internal IReadOnlyList<NotificationQueue> Queues => _queues;

    /// <summary>Begins to tell what waits: also what waits since before a restart. What waits for a way that is not set any more is
    /// dropped, which is told.</summary>
    internal void Start(Outbox outbox)
    {
        outbox.DropOthers([.. _notifiers.Select(notifier => notifier.Name)]);
        _queues = [.. _notifiers.Select(notifier => new NotificationQueue(notifier, outbox, _time, KeepFor))];
    }

    public IEnumerable<(string Way, AlertNotice Notice)> NoticesOf(Alert alert, bool isOver)
    {
        if (AlertRules.Of(alert.Key.Kind).Severity < _settings.Least) return [];
        string page = _settings.Pages.Length > 0 ? $"{_settings.Pages.TrimEnd('/')}/alerts/{alert.Id}" : "";
        var notice = new AlertNotice(alert, isOver, _time.GetUtcNow().ToUnixTimeMilliseconds(), page);
        // That notifications of one way are lost is for the others to tell: it would only lose more.
        bool isOfLost = alert.Key.Kind == AlertKind.NotificationLost;
        return _notifiers.Where(notifier => !isOfLost || notifier.Name != alert.Key.Subject).Select(notifier => (notifier.Name, notice));
    }

    public void Told(Alert alert, bool isOver)
    {
        foreach (NotificationQueue queue in _queues) queue.Wake();
    }

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
