using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Which clients of the fleet are asked for, and in which order. Immutable.</summary>
internal sealed class ClientQuery
{
    // Counted only where it is asked for: it is one look-up for each.
    private const string Addresses =
        "(SELECT count(DISTINCT a.address) FROM client one JOIN recording at ON at.id = one.recording "
        + "JOIN client_address a ON a.client = one.id WHERE one.identity = c.identity AND at.is_present = 1 AND {sites})";

    /// <summary>What they can be sorted by; the first unless said otherwise.</summary>
    internal static readonly SortOrder[] Orders =
    [
        new("last", "asked last", "max(c.last)"),
        new("first", "first seen", "min(c.first)"),
        new("requests", "requests", TrafficWriter.SumOf("c.requests")),
        new("refused", "refused", TrafficWriter.SumOf("c.refused")),
        new("observed", "observed", TrafficWriter.SumOf("c.observed")),
        new("modules", "modules", "count(DISTINCT c.recording)"),
        new("addresses", "addresses", Addresses),
    ];

    // Each field, and whether it is a number.
    private static readonly Dictionary<string, bool> Fields = new()
    {
        ["client"] = false,
        ["role"] = false,
        ["site"] = false,
        ["module"] = false,
        ["seal"] = false,
        ["requests"] = true,
        ["refused"] = true,
        ["observed"] = true,
        ["modules"] = true,
        ["addresses"] = true,
    };

    private readonly List<QueryTerm> _terms;

    private ClientQuery(List<QueryTerm> terms, SortOrder order)
    {
        _terms = terms;
        Order = order;
    }

    /// <summary>What they are sorted by.</summary>
    internal SortOrder Order { get; }

    /// <summary>Reads a search. Where <paramref name="problems"/> has something, it is not what was meant.</summary>
    internal static ClientQuery Parse(string? text, string? sort, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        SortOrder order = SortOrder.Of(sort, Orders, found);
        List<QueryTerm> terms = QueryText.Parse(text ?? "", Fields, found);
        SqlCondition.CheckSeals(terms, found);
        problems = found;
        return new ClientQuery(terms, order);
    }

    /// <summary>Adds what is asked of each client at a module, <c>c</c>, and of its recording, <c>r</c>.</summary>
    internal void AddTo(SqlCondition condition)
    {
        foreach (QueryTerm term in _terms.Where(term => !Fields[term.Field])) condition.Add(Of(term, condition), term.IsNot);
    }

    /// <summary>What is asked of a client as a whole.</summary>
    internal string Having(SqlCondition condition, string sites)
    {
        IEnumerable<string> parts = _terms.Where(term => Fields[term.Field]).Select(
            term => $"{(term.IsNot ? "NOT " : "")}({Sum(term.Field, sites)} {term.Sign} {condition.Put(term.Number)})");
        return string.Join(" AND ", parts.Prepend("1"));
    }

    /// <summary>What a client is sorted by.</summary>
    internal string Rank(string sites) => Within(Order.Sql, sites);

    private static string Sum(string field, string sites) => Within(Array.Find(Orders, order => order.Name == field)!.Sql, sites);

    private static string Within(string sql, string sites) => sql.Replace("{sites}", sites, StringComparison.Ordinal);

    private static string Of(QueryTerm term, SqlCondition condition) => term.Field switch
    {
        "client" => condition.Contains(term.Text, "c.subject", "c.address", "c.fingerprint"),
        "role" => $"c.has_role = 1 AND c.role = {condition.Put(term.Text)}",
        "seal" => condition.Seal(term.Text, "c.seal"),
        _ => $"r.{term.Field} = {condition.Put(term.Text)}",
    };
}
