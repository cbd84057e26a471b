using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads <c>during mon-fri 06:00-18:00, sat 08:00-12:00</c>.</summary>
internal static class WindowReader
{
    internal const byte EveryDay = 0x7F;

    internal static readonly string[] Days = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

    private const int Invalid = -1;

    /// <summary>Reads the windows behind <c>during</c> into the line.</summary>
    internal static void Read(PolicyTokens tokens, PolicyLine line)
    {
        var windows = new TimeWindow[TimeWindow.MaxPerLine];
        int count = 0;
        int days = 0;
        do
        {
            if (tokens.Kind != TokenKind.Word || Clauses.At(tokens) != Clause.None) break;
            if (!IsTime(tokens.Word) && BeginsWithDigit(tokens.Word)) break;
            if (!IsTime(tokens.Word) && !ReadDays(tokens, ref days)) return;
            if (tokens.Kind == TokenKind.Comma) continue;
            if (tokens.Kind != TokenKind.Word || !IsTime(tokens.Word)) break;
            if (count == windows.Length)
            {
                tokens.Error("a line can have at most " + TimeWindow.MaxPerLine.ToString() + " windows", "remove one");
                Clauses.SkipToNext(tokens);
                return;
            }
            TimeWindow? window = ReadTimes(tokens, days == 0 ? EveryDay : days);
            if (window == null) return;
            windows[count++] = window;
            days = 0;
            tokens.Next();
            if (tokens.Kind != TokenKind.Comma) break;
        }
        while (tokens.SkipComma());
        if (count == 0 || days != 0 || (tokens.At > 0 && tokens.WordAt(tokens.At - 1) == ","))
        {
            if (BeginsWithDigit(tokens.Word))
            {
                FailTime(tokens);
            }
            else
            {
                tokens.Error(
                    "`during` lacks a time of day", "write for example `mon-fri 06:00-18:00`, or `sun 00:00-24:00` for a whole day");
            }
            return;
        }
        line.Windows = Take(windows, count);
        if (tokens.Kind != TokenKind.Word || !IsDays(tokens.Word)) return;
        tokens.Error(
            "`" + tokens.Word + "` stands behind its time",
            "write the days first: `" + tokens.Word + " " + tokens.WordAt(tokens.At - 1) + "`");
        Clauses.SkipToNext(tokens);
    }

    private static bool BeginsWithDigit(string word)
    {
        return word.Length > 0 && word[0] >= '0' && word[0] <= '9';
    }

    private static bool IsTime(string word)
    {
        return word.IndexOf(':') > 0;
    }

    private static bool ReadDays(PolicyTokens tokens, ref int days)
    {
        RangeReader.SplitRange(tokens.Word, out string first, out string last, out _);
        int from = Day(first);
        int to = Day(last);
        if (from < 0 || to < 0)
        {
            string bad = from < 0 ? first : last;
            tokens.Error(
                "`" + bad + "` is no day",
                Spelling.Suggest(bad, Days, "write mon, tue, wed, thu, fri, sat or sun, or several such as mon-fri"));
            Clauses.SkipToNext(tokens);
            return false;
        }
        days |= 1 << from;
        for (int day = from; day != to;)
        {
            day = day == 6 ? 0 : day + 1;
            days |= 1 << day;
        }
        tokens.Next();
        return true;
    }

    private static bool IsDays(string word)
    {
        RangeReader.SplitRange(word, out string first, out string last, out _);
        return Day(first) >= 0 && Day(last) >= 0;
    }

    private static int Day(string word)
    {
        for (int i = 0; i < Days.Length; i++)
        {
            if (Days[i] == word) return i;
        }
        return Invalid;
    }

    private static TimeWindow? ReadTimes(PolicyTokens tokens, int days)
    {
        string word = tokens.Word;
        int dash = word.IndexOf('-');
        int from = dash < 0 ? Invalid : Minute(word.Substring(0, dash));
        int to = dash < 0 ? Invalid : Minute(word.Substring(dash + 1));
        if (from >= 0 && from < TimeWindow.Day && to > 0 && from != to) return new TimeWindow { Days = (byte)days, From = from, To = to };
        if (from > 0 && from < TimeWindow.Day && to == 0) return new TimeWindow { Days = (byte)days, From = from, To = TimeWindow.Day };
        FailTime(tokens);
        return null;
    }

    private static void FailTime(PolicyTokens tokens)
    {
        tokens.Error("`" + tokens.Word + "` is no time of day", "write hours and minutes, such as 06:00-18:00; a whole day is 00:00-24:00");
        Clauses.SkipToNext(tokens);
    }

    private static int Minute(string text)
    {
        int colon = text.IndexOf(':');
        if (colon < 1 || colon > 2 || text.Length != colon + 3) return Invalid;
        long hour = NumberText.ReadDecimal(text.Substring(0, colon));
        long minute = NumberText.ReadDecimal(text.Substring(colon + 1));
        if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > TimeWindow.Day) return Invalid;
        return (int)(hour * 60 + minute);
    }

    private static TimeWindow[] Take(TimeWindow[] windows, int count)
    {
        var result = new TimeWindow[count];
        Array.Copy(windows, result, count);
        return result;
    }
}
