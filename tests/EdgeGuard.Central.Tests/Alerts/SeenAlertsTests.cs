using System;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>Alerts as somebody of one site sees them.</summary>
[TestClass]
public sealed class SeenAlertsTests
{
    private static readonly Caller Here = new("bert", "127.0.0.1", "");

    [TestMethod]
    public void Whoever_is_of_one_site_sees_and_settles_alerts_of_that_alone_and_it_is_in_the_audit_log()
    {
        using var console = new AlertConsole();
        using var folder = new PeopleFolder();
        SimulatedModule[] modules = [console.Module("pump-1"), console.Module("pump-2", "plant-8")];
        foreach (SimulatedModule module in modules) module.Raise(SimulatedClients.Of(EventCode.CaseOpened));
        console.Archive.Note(FindingKind.StreamTwice, "plant-7", "pump-1", "s", "it is the stream of plant-8/secret");
        console.Seconds(20, modules);
        long[] ids = [.. console.Engine.Alerts().Select(alert => alert.Id)];
        Assert.HasCount(3, ids);
        SeenAlerts viewer = Seen(console, folder, "plant-7", SiteRole.Viewer);
        Assert.HasCount(2, viewer.Alerts());
        Assert.IsTrue(viewer.Alerts().All(alert => alert.Key.Site == "plant-7" && !viewer.MayAct(alert)));
        Assert.IsFalse(viewer.Alerts().Any(alert => alert.Detail.Contains("secret", StringComparison.Ordinal)));
        Assert.IsFalse(ids.SelectMany(viewer.Notes).Any(note => note.Text.Contains("secret", StringComparison.Ordinal)));
        Assert.AreEqual(0, viewer.Acknowledge(ids, "so", Here));
        Assert.AreEqual(0, viewer.Shelve(ids, "so", console.Now + 1000, Here));
        SeenAlerts operating = Seen(console, folder, "plant-7", SiteRole.Operator);
        Assert.AreEqual(2, operating.Acknowledge(ids, "seen", Here));
        Assert.AreEqual("case-open plant-8/pump-2 active", string.Join(' ', console.Engine.Alerts()
            .Where(alert => !alert.IsAcknowledged).Select(AlertConsole.Text)));
        AuditEntry entry = folder.People.Trail.Entries(AuditQuery.Parse("", out _), long.MaxValue, 10)
            .Single(one => one.Deed == AuditDeed.AlertsAcknowledged);
        Assert.AreEqual(("bert", "seen"), (entry.Who, entry.Detail));
        Assert.IsEmpty(Seen(console, folder, "", SiteRole.None).Alerts());
    }

    private static SeenAlerts Seen(AlertConsole console, PeopleFolder folder, string site, SiteRole role)
    {
        var roles = new SiteRoles(site.Length > 0 ? [new(site, role)] : []);
        var current = new CurrentPerson { Person = new SignedInPerson("bert", roles, 1, 0) };
        return new SeenAlerts(console.Engine, folder.People.Trail, current);
    }
}
