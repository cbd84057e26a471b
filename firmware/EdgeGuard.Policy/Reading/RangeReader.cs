using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads lists of numbers and ranges: <c>1,3,5-7</c>, <c>4x00041-4x00050</c>.</summary>
internal static class RangeReader
{
    /// <summary>The ranges at the current token, joined; null after an error.</summary>
    /// <param name="tokens">At the first range.</param>
    /// <param name="clause">The clause's word, for messages.</param>
    /// <param name="min">Smallest number allowed.</param>
    /// <param name="max">Largest number allowed.</param>
    internal static RangeList? Read(PolicyTokens tokens, string clause, long min, long max)
    {
        var ranges = new RangeList();
        do
        {
            if (!ExpectItem(tokens, clause)) return null;
            SplitRange(tokens.Word, out string first, out string last, out _);
            long lo = NumberText.Read(first);
            long hi = NumberText.Read(last);
            if (!Check(tokens, clause, lo, hi, min, max)) return null;
            ranges.Join(lo, hi);
            tokens.Next();
        }
        while (tokens.SkipComma());
        return ranges;
    }

    /// <summary>Addresses in either notation.</summary>
    /// <param name="tokens">At the first range.</param>
    /// <param name="clause">The clause's word, for messages.</param>
    /// <param name="table">The table that references name; None where all are bare numbers.</param>
    internal static RangeList? ReadAddresses(PolicyTokens tokens, string clause, out AddressTable table)
    {
        table = AddressTable.None;
        var ranges = new RangeList();
        do
        {
            if (!ExpectItem(tokens, clause)) return null;
            SplitRange(tokens.Word, out string first, out string last, out _);
            bool isReference = AddressText.IsReference(first);
            if (isReference != AddressText.IsReference(last)) return Fail(tokens, "the range mixes two notations",
                "write both ends as PDU addresses (40-41) or both as references (4x00041-4x00042)");
            if (isReference && !SameTable(tokens, first, last, ref table)) return null;
            long lo = isReference ? AddressText.AddressOf(first) : NumberText.ReadDecimal(first);
            long hi = isReference ? AddressText.AddressOf(last) : NumberText.ReadDecimal(last);
            if (isReference && lo < 0) return Fail(tokens, "references count from 1", "the first is " + first.Substring(0, 2) + "00001");
            if (!Check(tokens, clause, lo, hi, 0, ModbusLimits.AddressSpace - 1)) return null;
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
    internal static bool ExpectItem(PolicyTokens tokens, string clause)
    {
        if (tokens.Kind == TokenKind.Word && Clauses.At(tokens) == Clauses.None) return true;
        bool afterComma = tokens.At > 0 && tokens.WordAt(tokens.At - 1) == ",";
        tokens.Error(afterComma ? "something is missing behind the comma" : "`" + clause + "` lacks its value",
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

    private static bool Check(PolicyTokens tokens, string clause, long lo, long hi, long min, long max)
    {
        if (lo == NumberText.None || hi == NumberText.None)
        {
            tokens.Error("`" + tokens.Word + "` is no " + clause, "write for example `" + Example(clause) + "`, without spaces in a range");
            return false;
        }
        if (lo < min || hi > max || lo > max)
        {
            tokens.Error("`" + clause + "` must lie within " + min.ToString() + "-" + max.ToString(), "correct the number");
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
        tokens.WarnAt(tokens.At, "a bare number is a PDU address, counted from 0: " + lo.ToString() + " is not a manual's reference", remedy);
    }

    private static string Example(string clause)
    {
        switch (clause)
        {
            case "unit": return "unit 1,3,5-7";
            case "read": return "read 0-49";
            case "write": return "write 40-41";
            case "file": return "file 4";
            case "record": return "record 0-99";
            case "quantity": return "quantity 1-16";
            case "value": return "value 0-1500";
            default: return "address 40-41";
        }
    }
}
