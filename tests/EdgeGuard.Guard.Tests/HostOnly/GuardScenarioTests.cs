using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Guard.Tests;

/// <summary>The scenarios that must hold over every carrier, in memory.</summary>
[TestClass]
public sealed class GuardScenarioTests
{
    public static IEnumerable<object[]> Names
    {
        get { return GuardScenarios.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_in_memory(string name)
    {
        using var site = new MemoryGuardSite(isShared: false);
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_with_one_thread_for_all_sessions(string name)
    {
        using var site = new MemoryGuardSite(isShared: true);
        GuardScenarios.All[name](site);
    }
}
