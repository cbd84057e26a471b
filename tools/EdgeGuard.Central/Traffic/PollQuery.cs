using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Which polls are asked for, and in which order. Immutable.</summary>
internal sealed class PollQuery
{
    /// <summary>What they can be sorted by; the first unless said otherwise.</summary>
    internal static readonly SortOrder[] Orders =
    [
        new("last", "asked last", "p.last"),
        new("first", "first seen", "p.first"),
        new("requests", "requests", "p.requests"),
        new("refused", "refused", "p.refused"),
        new("observed", "observed", "p.observed"),
        new("exceptions", "exceptions", "p.exceptions"),
        new("often", "how often", "CASE WHEN p.every < 0 THEN -9007199254740992 ELSE -p.every END"),
        new("takes", "slowest answer", "p.takes"),
    ];

    // Each field, and whether it is a number.
    private static readonly Dictionary<string, bool> Fields = new()
    {
        ["client"] = false,
        ["role"] = false,
        ["seal"] = false,
        ["unit"] = true,
        ["function"] = true,
        ["address"] = true,
        ["requests"] = true,
        ["refused"] = true,
        ["observed"] = true,
        ["exceptions"] = true,
    };

    private readonly List<QueryTerm> _terms;

    private PollQuery(List<QueryTerm> terms, SortOrder order)
    {
        _terms = terms;
        Order = order;
    }

    /// <summary>All polls, those asked last first.</summary>
    internal static PollQuery All { get; } = new([], Orders[0]);

    /// <summary>What they are sorted by.</summary>
    internal SortOrder Order { get; }

    /// <summary>Reads a search. Where <paramref name="problems"/> has something, it is not what was meant.</summary>
    internal static PollQuery Parse(string? text, string? sort, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        SortOrder order = SortOrder.Of(sort, Orders, found);
        List<QueryTerm> terms = QueryText.Parse(text ?? "", Fields, found);
        SqlCondition.CheckSeals(terms, found);
        problems = found;
        return new PollQuery(terms, order);
    }

    /// <summary>Adds what is asked for, of <c>p</c>, a poll, and <c>c</c>, its client.</summary>
    internal void AddTo(SqlCondition condition)
    {
        foreach (QueryTerm term in _terms) condition.Add(Of(term, condition), term.IsNot);
    }

    private static string Of(QueryTerm term, SqlCondition condition) => term.Field switch
    {
        "client" => condition.Contains(term.Text, "c.subject", "c.address", "c.fingerprint"),
        "role" => $"c.has_role = 1 AND c.role = {condition.Put(term.Text)}",
        "seal" => condition.Seal(term.Text, "p.seal"),
        "address" => Address(term, condition),
        _ => $"p.{term.Field} {term.Sign} {condition.Put(term.Number)}",
    };

    // An address is one of a range: that it is among them, or that one of them is greater, or less.
    private static string Address(QueryTerm term, SqlCondition condition)
    {
        string value = condition.Put(term.Number);
        return "p.quantity > 0 AND " + term.Sign switch
        {
            "=" => $"p.address <= {value} AND {value} < p.address + p.quantity",
            "<" or "<=" => $"p.address {term.Sign} {value}",
            _ => $"p.address + p.quantity - 1 {term.Sign} {value}",
        };
    }
}
