using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Alerts as the person sees them who makes a request: those of the own sites, and acted on where that person is an operator.
/// Pages have no others.</summary>
internal sealed class SeenAlerts(AlertEngine engine, AuditTrail trail, CurrentPerson current)
{
    /// <summary>Why alerts are not kept at present; empty while all is well.</summary>
    internal string Trouble => engine.Trouble;

    internal IReadOnlyList<Alert> Alerts() => [.. engine.Alerts().Where(IsSeen).Select(Without)];

    /// <summary>Those that are history, below a number.</summary>
    /// <param name="below">The number.</param>
    /// <param name="most">Most of them.</param>
    /// <param name="next">Below which number the next ones are; 0 for none.</param>
    internal IReadOnlyList<Alert> Closed(long below, int most, out long next)
    {
        IReadOnlyList<Alert> page = engine.Closed(below, most);
        next = page.Count == most ? page[^1].Id : 0;
        return [.. page.Where(IsSeen).Select(Without)];
    }

    internal Alert? Find(long id) => engine.Find(id) is { } alert && IsSeen(alert) ? Without(alert) : null;

    internal IReadOnlyList<AlertNote> Notes(long id)
    {
        if (Find(id) is not { } alert) return [];
        return [.. engine.Notes(id).Select(note => Hides(alert) && note.Who.Length == 0 ? note with { Text = "" } : note)];
    }

    /// <summary>Whether the person may acknowledge and shelve it.</summary>
    internal bool MayAct(Alert alert) => current.Person?.Roles.At(alert.Key.Site) >= SiteRole.Operator;

    internal int Acknowledge(IEnumerable<long> ids, string reason, Caller by) =>
        Act(ids, reason, by, AuditDeed.AlertsAcknowledged, own => engine.Acknowledge(own, by.Who, reason));

    internal int Shelve(IEnumerable<long> ids, string reason, long until, Caller by) =>
        Act(ids, reason, by, AuditDeed.AlertsShelved, own => engine.Shelve(own, by.Who, reason, until));

    private int Act(IEnumerable<long> ids, string reason, Caller by, AuditDeed deed, Func<IReadOnlyList<long>, int> act)
    {
        HashSet<long> asked = [.. ids];
        long[] own = [.. Alerts().Where(alert => asked.Contains(alert.Id) && MayAct(alert)).Select(alert => alert.Id)];
        int count = own.Length > 0 ? act(own) : 0;
        if (count > 0) trail.Add(by, deed, string.Join(' ', own), reason);
        return count;
    }

    // One kind names another module, which may be one of another site.
    private bool Hides(Alert alert) => alert.Key.Kind == AlertKind.StreamTwice && !current.Sites.IsAll;

    private Alert Without(Alert alert) =>
        Hides(alert) ? alert with { Detail = "it is the stream, or the topic, of another module" } : alert;

    private bool IsSeen(Alert alert) => current.Sites.Has(alert.Key.Site);
}
