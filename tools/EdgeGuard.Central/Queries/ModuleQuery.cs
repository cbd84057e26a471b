using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Which modules are asked for, and in which order. Immutable.</summary>
internal sealed class ModuleQuery
{
    // What a word without a field is a part of.
    private const string Name = "name";
    private const string Online = "online";
    private const string Trouble = "trouble";

    // Each field, and whether it is a number.
    private static readonly Dictionary<string, bool> Fields = new()
    {
        [Name] = false,
        ["is"] = false,
        ["site"] = false,
        ["module"] = false,
        ["policy"] = false,
        ["hash"] = false,
        ["version"] = true,
        ["software"] = false,
        ["seal"] = false,
        ["events"] = true,
        ["missing"] = true,
    };

    private readonly List<QueryTerm> _terms;
    private readonly ModuleOrder _order;

    private ModuleQuery(List<QueryTerm> terms, ModuleOrder order)
    {
        _terms = terms;
        _order = order;
    }

    /// <summary>What <c>is:</c> can be asked for.</summary>
    internal static IEnumerable<string> States => ModuleMark.All.Select(mark => mark.Name).Prepend(Trouble).Prepend(Online);

    /// <summary>Reads a search. Where <paramref name="problems"/> has something, it is not what was meant.</summary>
    internal static ModuleQuery Parse(string? text, string? sort, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        ModuleOrder order = ModuleOrder.Of(sort, found);
        List<QueryTerm> terms = QueryText.Parse(text ?? "", Fields, found, Name);
        foreach (QueryTerm term in terms.Where(term => term.Field == "is" && !States.Contains(term.Text)))
        {
            found.Add($"there is no is:{term.Text}: write {string.Join(", ", States)}");
        }
        SqlCondition.CheckSeals(terms, found);
        problems = found;
        return new ModuleQuery(terms, order);
    }

    /// <summary>Those that fit, in their order.</summary>
    internal IEnumerable<ModuleView> In(IEnumerable<ModuleView> modules) =>
        modules.Where(Fits).OrderByDescending(_order.Rank).ThenBy(Key, StringComparer.Ordinal);

    /// <summary>Those of a page.</summary>
    /// <param name="all">Those that fit, in their order.</param>
    /// <param name="from">The last one of the page before; null for the first page.</param>
    /// <param name="most">Most of them.</param>
    internal FoundModules Page(IEnumerable<ModuleView> all, RankCursor? from, int most)
    {
        List<ModuleView> rows = [.. all.Where(view => from == null || IsBehind(view, from)).Take(most + 1)];
        if (rows.Count <= most) return new FoundModules(rows, null);
        rows.RemoveAt(most);
        return new FoundModules(rows, new RankCursor(_order.Rank(rows[^1]), Key(rows[^1])));
    }

    private static string Key(ModuleView view) => $"{view.Site}/{view.Name}";

    private bool IsBehind(ModuleView view, RankCursor from)
    {
        long rank = _order.Rank(view);
        return rank == from.Rank ? string.CompareOrdinal(Key(view), from.Key) > 0 : rank < from.Rank;
    }

    private bool Fits(ModuleView view) => _terms.TrueForAll(term => Fits(view, term) != term.IsNot);

    private static bool Fits(ModuleView view, QueryTerm term)
    {
        StateReport? state = view.State is { IsWhole: true } told ? told : null;
        return term.Field switch
        {
            Name => Key(view).Contains(term.Text, StringComparison.OrdinalIgnoreCase),
            "is" => Is(view, term.Text),
            "site" => view.Site == term.Text,
            "module" => view.Name == term.Text,
            "policy" => state?.PolicyName == term.Text,
            "hash" => state != null && term.Text.Length > 0 && state.PolicyHash.StartsWith(term.Text, StringComparison.OrdinalIgnoreCase),
            "version" => state != null && term.Holds(state.PolicyVersion),
            "software" => view.Inventory?.Software == term.Text,
            "seal" => view.Seal is { } seal && SqlCondition.SealsOf(term.Text).Contains(seal),
            "events" => term.Holds(view.Events),
            _ => term.Holds(view.Missing),
        };
    }

    private static bool Is(ModuleView view, string state) => state switch
    {
        Online => view.IsOnline,
        Trouble => ModuleMark.Of(view).Any(),
        _ => ModuleMark.Of(view).Any(mark => mark.Name == state),
    };
}
