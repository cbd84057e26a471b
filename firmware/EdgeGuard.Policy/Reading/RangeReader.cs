using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads lists of numbers and ranges: <c>1,3,5-7</c>, <c>4x00041-4x00050</c>.</summary>
internal static class RangeReader
{
    /// <summary>The ranges at the current token, joined; null after an error.</summary>
    /// <param name="tokens">At the first range.</param>
    /// <param name="clause">The clause that they stand behind.</param>
    internal static RangeList? Read(PolicyTokens tokens, ClauseRow clause)
    {
        var ranges = new RangeList();
        do
        {
            if (!ExpectItem(tokens, clause)) return null;
            SplitRange(tokens.Word, out string first, out string last, out _);
            long lo = NumberText.Read(first);
            long hi = NumberText.Read(last);
            if (!Check(tokens, clause, lo, hi)) return null;
            ranges.Join(lo, hi);
            tokens.Next();
        }
        while (tokens.SkipComma());
        return ranges;
    }

    /// <summary>Addresses in either notation.</summary>
    /// <param name="tokens">At the first range.</param>
    /// <param name="clause">The clause that they stand behind.</param>
    /// <param name="table">The table that references name; None where all are bare numbers.</param>
    internal static RangeList? ReadAddresses(PolicyTokens tokens, ClauseRow clause, out AddressTable table)
    {
        table = AddressTable.None;
        var ranges = new RangeList();
        do
        {
            if (!ExpectItem(tokens, clause)) return null;
            SplitRange(tokens.Word, out string first, out string last, out _);
            bool isReference = AddressText.IsReference(first);
            if (isReference != AddressText.IsReference(last))
            {
                return Fail(tokens, "the range mixes two notations",
                    "write both ends as PDU addresses (40-41) or both as references (4x00041-4x00042)");
            }
            if (isReference && !SameTable(tokens, first, last, ref table)) return null;
            long lo = isReference ? AddressText.AddressOf(first) : NumberText.ReadDecimal(first);
            long hi = isReference ? AddressText.AddressOf(last) : NumberText.ReadDecimal(last);
            if (isReference && lo < 0) return Fail(tokens, "references count from 1", "the first is " + first.Substring(0, 2) + "00001");
            if (!Check(tokens, clause, lo, hi)) return null;
            if (!isReference && hi >= AddressText.ProbablyReference) WarnOfBareReference(tokens, first, lo);
            ranges.Join(lo, hi);
            tokens.Next();
        }
        while (tokens.SkipComma());
        return ranges;
    }

    /// <summary>Cuts <c>a..b</c> or <c>a-b</c>; a single value is both its ends.</summary>
    internal static void SplitRange(string word, out string first, out string last, out bool isDashed)
    {
        isDashed = false;
        first = word;
        last = word;
        int width = 2;
        int at = word.IndexOf("..");
        if (at < 0 && word.Length > 1)
        {
            at = word.IndexOf('-', 1);
            isDashed = at > 0;
            width = 1;
        }
        if (at < 0) return;
        first = word.Substring(0, at);
        last = word.Substring(at + width);
    }

    /// <summary>Reports what is missing where an item of a list should stand.</summary>
    internal static bool ExpectItem(PolicyTokens tokens, ClauseRow clause)
    {
        if (tokens.Kind == TokenKind.Word && Clauses.At(tokens) == Clause.None) return true;
        bool afterComma = tokens.At > 0 && tokens.WordAt(tokens.At - 1) == ",";
        tokens.Error(afterComma ? "something is missing behind the comma" : "`" + clause.Word + "` lacks its value",
            afterComma ? "remove the comma or go on with the list" : "write for example `" + Example(clause) + "`");
        return false;
    }

    private static bool SameTable(PolicyTokens tokens, string first, string last, ref AddressTable table)
    {
        AddressTable one = AddressText.TableOf(first);
        bool same = one == AddressText.TableOf(last) && (table == AddressTable.None || table == one);
        table = one;
        if (!same) tokens.Error("the references point into different tables", "give each table a line of its own");
        return same;
    }

    private static bool Check(PolicyTokens tokens, ClauseRow clause, long lo, long hi)
    {
        if (lo == NumberText.None || hi == NumberText.None)
        {
            tokens.Error("`" + tokens.Word + "` is no " + clause.Word,
                "write for example `" + Example(clause) + "`, without spaces in a range");
            return false;
        }
        if (lo < clause.Min || hi > clause.Max || lo > clause.Max)
        {
            tokens.Error("`" + clause.Word + "` must lie within " + clause.Min.ToString() + "-" + clause.Max.ToString(),
                "correct the number");
            return false;
        }
        if (lo <= hi) return true;
        tokens.Error("the range runs backwards", "write " + hi.ToString() + "-" + lo.ToString());
        return false;
    }

    private static RangeList? Fail(PolicyTokens tokens, string message, string remedy)
    {
        tokens.Error(message, remedy);
        return null;
    }

    private static void WarnOfBareReference(PolicyTokens tokens, string first, long lo)
    {
        string meant = AddressText.ProbablyMeant(first);
        string remedy = meant.Length > 0 ? meant : "if a manual's reference is meant, write it like 4x00041";
        tokens.WarnAt(
            tokens.At, "a bare number is a PDU address, counted from 0: " + lo.ToString() + " is not a manual's reference", remedy);
    }

    private static string Example(ClauseRow clause)
    {
        return clause.Word + " " + clause.Example;
    }
}
