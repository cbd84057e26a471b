using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Which entries of the audit log are asked for. Immutable.</summary>
public sealed class AuditQuery
{
    // Each field, and whether it is a number.
    private static readonly Dictionary<string, bool> Fields = new()
    {
        ["who"] = false,
        ["about"] = false,
        ["deed"] = false,
        ["address"] = false,
        ["number"] = true,
    };

    private readonly List<QueryTerm> _terms;

    private AuditQuery(List<QueryTerm> terms) => _terms = terms;

    /// <summary>Reads a search. Where <paramref name="problems"/> has something, it is not what was meant.</summary>
    public static AuditQuery Parse(string? text, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var query = new AuditQuery(QueryText.Parse(text ?? "", Fields, found));
        foreach (QueryTerm term in query._terms.Where(term => term.Field == "deed" && DeedsOf(term.Text).Length == 0))
        {
            found.Add($"there is no deed '{term.Text}'");
        }
        problems = found;
        return query;
    }

    /// <summary>The condition in SQL, and its values; <c>$1</c> is the first of them.</summary>
    internal string Condition(List<object?> values)
    {
        var parts = new List<string> { "1" };
        foreach (QueryTerm term in _terms) parts.Add((term.IsNot ? "NOT " : "") + Condition(term, values));
        return string.Join(" AND ", parts);
    }

    private static string Condition(QueryTerm term, List<object?> values) => term.Field switch
    {
        "number" => $"(n {term.Sign} {Put(values, term.Number)})",
        "who" => $"(who = {Put(values, term.Text)})",
        "about" => $"(subject = {Put(values, term.Text)})",
        "address" => $"(address = {Put(values, term.Text)})",
        _ => $"(deed IN ({string.Join(", ", DeedsOf(term.Text).Select(deed => Put(values, (long)deed)))}))",
    };

    // The name of a deed, or the beginning of several.
    private static AuditDeed[] DeedsOf(string text) =>
        text.Length == 0 ? [] : Array.FindAll(Enum.GetValues<AuditDeed>(), deed => Begins(AuditDeedText.Of(deed), text));

    private static bool Begins(string name, string text) => name.StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private static string Put(List<object?> values, object value)
    {
        values.Add(value);
        return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
