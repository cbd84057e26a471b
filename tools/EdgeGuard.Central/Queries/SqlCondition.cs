using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Puts a condition in SQL together, whose values are parameters. Not thread-safe.</summary>
internal sealed class SqlCondition
{
    private readonly List<string> _parts = [];
    private readonly List<object?> _values = [];

    /// <summary>Everything that was added, all of which must hold.</summary>
    internal string Text => _parts.Count == 0 ? "1" : string.Join(" AND ", _parts);

    internal object?[] Values => [.. _values];

    /// <summary>Whether nothing was added.</summary>
    internal bool IsEmpty => _parts.Count == 0;

    /// <summary>Adds a value. Returns what stands for it.</summary>
    internal string Put(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    internal void Add(string condition, bool isNot = false) => _parts.Add(isNot ? $"NOT ({condition})" : $"({condition})");

    /// <summary>A part of one of some columns, in whatever case; LIKE's own signs are letters.</summary>
    internal string Contains(string text, params string[] columns)
    {
        string value = Put("%" + text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%");
        return string.Join(" OR ", columns.Select(column => $"{column} LIKE {value} ESCAPE '\\'"));
    }

    /// <summary>One of some numbers.</summary>
    internal string In(string column, IEnumerable<long> numbers) =>
        $"{column} IN ({string.Join(", ", numbers.Select(number => Put(number)))})";

    /// <summary>A seal, by its word or the beginning of it.</summary>
    internal string Seal(string text, string column) => In(column, SealsOf(text).Select(seal => (long)seal));

    /// <summary>Names the seals among some terms that there are not.</summary>
    internal static void CheckSeals(IEnumerable<QueryTerm> terms, List<string> problems)
    {
        foreach (QueryTerm term in terms.Where(term => term.Field == "seal" && SealsOf(term.Text).Length == 0))
        {
            problems.Add($"there is no seal '{term.Text}'");
        }
    }

    /// <summary>The seals that a word, or the beginning of one, may mean.</summary>
    internal static SealProof[] SealsOf(string text) => text.Length == 0
        ? []
        : Array.FindAll(Enum.GetValues<SealProof>(), seal => SealWords.Of(seal).StartsWith(text, StringComparison.OrdinalIgnoreCase));
}
