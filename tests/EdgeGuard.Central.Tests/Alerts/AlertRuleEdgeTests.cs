using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>Each rule at its edges: what it says there, and what stands next to that and is nothing.</summary>
[TestClass]
public sealed class AlertRuleEdgeTests
{
    public static IEnumerable<object[]> Edges => AlertEdge.All.Select(edge => new object[] { edge.Kind, edge.Name });

    [TestMethod]
    [DynamicData(nameof(Edges))]
    public void A_rule_says_at_its_edge_what_it_is_to_say_and_nothing_beside_it(AlertKind kind, string name)
    {
        AlertEdge edge = AlertEdge.All.Single(row => row.Kind == kind && row.Name == name);
        IEnumerable<AlertSignal> said = AlertRules.Of(kind).Condition(edge.Look());
        Assert.AreEqual(edge.Says, string.Join('\n', said.Select(AlertEdge.Text).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Every_rule_has_an_edge_at_which_it_is_raised_and_one_beside_it_at_which_it_is_not()
    {
        foreach (AlertRule rule in AlertRules.All)
        {
            AlertEdge[] rows = [.. AlertEdge.All.Where(row => row.Kind == rule.Kind)];
            Assert.IsTrue(rows.Any(row => row.Says.Length > 0), $"nothing raises {rule.Name}");
            Assert.IsTrue(rows.Any(row => row.Says.Length == 0), $"nothing beside {rule.Name}");
        }
    }
}
