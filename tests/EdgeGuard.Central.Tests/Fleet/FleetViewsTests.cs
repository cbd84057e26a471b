using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>What pages see of the fleet is put together when something changed, and not for each page.</summary>
[TestClass]
public sealed class FleetViewsTests
{
    private readonly Fleet _fleet = new();
    private readonly TestModule _one = new("pump-1");
    private readonly TestModule _other = new("pump-2");

    [TestMethod]
    public void A_view_is_the_same_until_something_of_its_module_arrives()
    {
        Take(_one, 1);
        Take(_other, 1);
        IReadOnlyList<ModuleView> before = FleetViews.Modules(_fleet);
        Take(_one, 2);
        IReadOnlyList<ModuleView> after = FleetViews.Modules(_fleet);
        Assert.AreSame(before[1], after[1]);
        Assert.AreEqual(1, before[0].Events);
        Assert.AreEqual(2, after[0].Events);
        Assert.AreSame(after[0], FleetViews.Module(_fleet, "plant-7", "pump-1"));
    }

    [TestMethod]
    public void A_gap_is_seen_when_it_is_there_and_not_when_it_was_filled()
    {
        byte[] late;
        Take(_one, 1);
        late = _one.Next(2, 3);
        Take(_one, 4);
        Take(_other, 1);
        Assert.AreEqual(2, FleetViews.Modules(_fleet)[0].Missing);
        Assert.AreEqual("pump-1:2-3", Gaps(null, null));
        Assert.AreEqual("pump-1:2-3", Gaps("plant-7", "pump-1"));
        Assert.AreEqual("pump-1:2-3", Gaps(null, "pump-1"));
        Assert.AreEqual("", Gaps("plant-7", "pump-2"));
        Assert.AreEqual("", Gaps("plant-8", null));
        Assert.AreEqual("", Gaps("plant-7", "pump-9"));
        _fleet.Take(_one.Arrival(late, TestModule.Keys()), new Place(1, 9));
        Assert.AreEqual(0, FleetViews.Modules(_fleet)[0].Missing);
        Assert.AreEqual("", Gaps(null, null));
    }

    [TestMethod]
    public void A_module_that_is_new_stands_at_its_place()
    {
        Take(_other, 1);
        Assert.AreEqual("pump-2", Names());
        Take(_one, 1);
        Assert.AreEqual("pump-1 pump-2", Names());
    }

    private void Take(TestModule module, params long[] sequences) =>
        _fleet.Take(module.Arrival(module.Next(sequences), TestModule.Keys()), new Place(1, sequences[0]));

    private string Names() => string.Join(' ', FleetViews.Modules(_fleet).Select(view => view.Name));

    private string Gaps(string? site, string? module) => string.Join(
        ' ', FleetViews.Gaps(_fleet, SiteScope.All, site, module).Select(gap => $"{gap.Module}:{gap.First}-{gap.Last}"));
}
