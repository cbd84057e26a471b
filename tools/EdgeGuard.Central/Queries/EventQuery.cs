using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>Which events are asked for. Immutable.</summary>
public sealed class EventQuery
{
    // Each field, and whether it is a number.
    private static readonly Dictionary<string, bool> Fields = new()
    {
        ["site"] = false,
        ["module"] = false,
        ["event"] = false,
        ["reason"] = false,
        ["client"] = false,
        ["role"] = false,
        ["seal"] = false,
        ["unit"] = true,
        ["function"] = true,
        ["address"] = true,
        ["value"] = true,
        ["line"] = true,
        ["count"] = true,
    };

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["line"] = "rule",
        ["count"] = "repeats",
    };

    private readonly List<QueryTerm> _terms;

    private EventQuery(List<QueryTerm> terms, SiteScope sites, IReadOnlyList<long>? codes)
    {
        _terms = terms;
        Sites = sites;
        Codes = codes;
    }

    /// <summary>All events.</summary>
    public static EventQuery All { get; } = new([], SiteScope.All, null);

    /// <summary>Events of these sites are found, and no others.</summary>
    public SiteScope Sites { get; }

    /// <summary>Events of these codes are found, and no others; null for those of all.</summary>
    internal IReadOnlyList<long>? Codes { get; }

    /// <summary>The one site that is asked for; null for others.</summary>
    public string? Site => Only("site");

    /// <summary>The one module name that is asked for; null for others.</summary>
    public string? Module => Only("module");

    /// <summary>Reads a search. Where <paramref name="problems"/> has something, it is not what was meant.</summary>
    public static EventQuery Parse(string? text, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        List<QueryTerm> terms = QueryText.Parse(text ?? "", Fields, found);
        foreach (QueryTerm term in terms) Check(term, found);
        problems = found;
        var query = new EventQuery(terms, SiteScope.All, null);
        foreach (QueryTerm term in terms.Where(term => term is { Field: "event", IsNot: false })) query = query.Of(CodesOf(term.Text));
        return query;
    }

    /// <summary>The same of some sites only.</summary>
    public EventQuery Within(SiteScope sites) => new(_terms, sites, Codes);

    /// <summary>The same of some codes only.</summary>
    internal EventQuery Of(IReadOnlyList<long> codes) => new(_terms, Sites, Codes == null ? codes : [.. Codes.Intersect(codes)]);

    /// <summary>Adds which modules can have any of it, of <c>module</c>; nothing where all can.</summary>
    internal void AddModulesTo(SqlCondition condition)
    {
        if (Sites.Json is { } sites) condition.Add($"site IN (SELECT value FROM json_each({condition.Put(sites)}))");
        foreach (QueryTerm term in _terms.Where(term => term is { IsNot: false, Field: "site" or "module" }))
        {
            condition.Add($"{(term.Field == "site" ? "site" : "name")} = {condition.Put(term.Text)}");
        }
    }

    /// <summary>Adds what is asked for, of <c>event</c>.</summary>
    internal void AddTo(SqlCondition condition)
    {
        if (Sites.Json is { } sites)
        {
            condition.Add($"module IN (SELECT id FROM module WHERE site IN (SELECT value FROM json_each({condition.Put(sites)})))");
        }
        if (Codes != null) condition.Add(condition.In("code", Codes));
        foreach (QueryTerm term in _terms) condition.Add(Of(term, condition), term.IsNot);
    }

    private static string Of(QueryTerm term, SqlCondition condition)
    {
        if (Fields[term.Field])
        {
            string column = Columns.GetValueOrDefault(term.Field, term.Field);
            return $"{column} {term.Sign} {condition.Put(term.Number)}";
        }
        return term.Field switch
        {
            "site" => $"module IN (SELECT id FROM module WHERE site = {condition.Put(term.Text)})",
            "module" => $"module IN (SELECT id FROM module WHERE name = {condition.Put(term.Text)})",
            "event" => condition.In("code", CodesOf(term.Text)),
            "reason" => condition.In("reason", ReasonsOf(term.Text)),
            "role" => $"peer IN (SELECT id FROM peer WHERE has_role = 1 AND role = {condition.Put(term.Text)})",
            "seal" => condition.Seal(term.Text, "seal"),
            _ => $"peer IN (SELECT id FROM peer WHERE {condition.Contains(term.Text, "subject", "address", "fingerprint")})",
        };
    }

    private static void Check(QueryTerm term, List<string> problems)
    {
        bool isKnown = term.Field switch
        {
            "event" => CodesOf(term.Text).Count > 0,
            "reason" => ReasonsOf(term.Text).Count > 0,
            "seal" => SqlCondition.SealsOf(term.Text).Length > 0,
            _ => true,
        };
        if (!isKnown) problems.Add($"there is no {term.Field} '{term.Text}'");
    }

    // The name of a code, or the beginning of several: 'handshake' finds 'handshake-refused'.
    private static List<long> CodesOf(string text) =>
        [.. Enum.GetValues<EventCode>().Where(code => Begins(EventTable.Name(code), text)).Select(code => (long)code)];

    private static List<long> ReasonsOf(string text) =>
        [.. Enum.GetValues<Refusal>().Where(reason => Begins(RefusalText.Of(reason), text)).Select(reason => (long)reason)];

    private static bool Begins(string name, string text) =>
        text.Length > 0 && name.Length > 0 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private string? Only(string field)
    {
        QueryTerm[] terms = [.. _terms.Where(term => term.Field == field && !term.IsNot)];
        return terms.Length == 1 ? terms[0].Text : null;
    }
}
