using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Cuts a search into terms: <c>field:value</c>, <c>-field:value</c>, <c>field:&gt;5</c>, values with spaces quoted.</summary>
internal static class QueryText
{
    /// <summary>Most characters, and terms, of a search: what people type, with room.</summary>
    internal const int MaxLength = 500;
    internal const int MaxTerms = 20;

    // The longer ones first.
    private static readonly string[] Signs = [">=", "<=", ">", "<", "="];

    /// <summary>The terms; each that is none is named in <paramref name="problems"/>.</summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="isNumber">Each field, and whether it is a number.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="bare">The field of a word that names none; null where each has to.</param>
    internal static List<QueryTerm> Parse(
        string text, IReadOnlyDictionary<string, bool> isNumber, List<string> problems, string? bare = null)
    {
        var terms = new List<QueryTerm>();
        if (text.Length > MaxLength)
        {
            problems.Add($"the search has more than {MaxLength} characters");
            return terms;
        }
        foreach (string word in Words(text))
        {
            if (Term(word, isNumber, problems, bare) is { } term) terms.Add(term);
        }
        if (terms.Count > MaxTerms) problems.Add($"the search has more than {MaxTerms} terms");
        return terms;
    }

    private static QueryTerm? Term(string word, IReadOnlyDictionary<string, bool> isNumber, List<string> problems, string? bare)
    {
        bool isNot = word.StartsWith('-');
        string[] parts = word[(isNot ? 1 : 0)..].Split(':', 2);
        if (parts.Length == 1 && bare != null) return new QueryTerm(bare, isNot, "=", parts[0], 0);
        if (parts.Length != 2 || !isNumber.TryGetValue(parts[0], out bool wantsNumber))
        {
            problems.Add($"'{word}' is no term: write FIELD:VALUE with a field of {string.Join(", ", isNumber.Keys)}");
            return null;
        }
        return wantsNumber ? Number(word, isNot, parts, problems) : new QueryTerm(parts[0], isNot, "=", parts[1], 0);
    }

    private static QueryTerm? Number(string word, bool isNot, string[] parts, List<string> problems)
    {
        string sign = Array.Find(Signs, s => parts[1].StartsWith(s, StringComparison.Ordinal)) ?? "";
        string digits = parts[1][sign.Length..];
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return new QueryTerm(parts[0], isNot, sign.Length > 0 ? sign : "=", digits, number);
        }
        problems.Add($"'{word}': {parts[0]} is a number, such as {parts[0]}:40 or {parts[0]}:>=40");
        return null;
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        bool isQuoted = false;
        foreach (char c in text)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && char.IsWhiteSpace(c))
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
