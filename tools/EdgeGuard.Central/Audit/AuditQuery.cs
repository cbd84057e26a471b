using System;
using System.Collections.Generic;
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

    /// <summary>Adds what is asked for, of <c>audit</c>.</summary>
    internal void AddTo(SqlCondition condition)
    {
        foreach (QueryTerm term in _terms) condition.Add(Of(term, condition), term.IsNot);
    }

    private static string Of(QueryTerm term, SqlCondition condition) => term.Field switch
    {
        "number" => $"n {term.Sign} {condition.Put(term.Number)}",
        "who" => $"who = {condition.Put(term.Text)}",
        "about" => $"subject = {condition.Put(term.Text)}",
        "address" => $"address = {condition.Put(term.Text)}",
        _ => condition.In("deed", DeedsOf(term.Text).Select(deed => (long)deed)),
    };

    // The name of a deed, or the beginning of several.
    private static AuditDeed[] DeedsOf(string text) =>
        text.Length == 0 ? [] : Array.FindAll(Enum.GetValues<AuditDeed>(), deed => Begins(AuditDeedText.Of(deed), text));

    private static bool Begins(string name, string text) => name.StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
