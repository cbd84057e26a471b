using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>The table of traffic as a person reads it at a terminal of 80 columns. One look; not thread-safe.</summary>
public sealed class TrafficScreen
{
    private const string Head = "client unit function                    addresses    requests every last";

    // In place of addresses, of functions that have none.
    private const string None = "-";

    // What stands in the last column, and what it means.
    private const string Marks = "RLOUEMB";

    private static readonly string[] Meanings =
    {
        "R some refused", "L some put off by a limit", "O some only observed", "U some without an answer",
        "E some answered with an exception", "M several polls merged", "B broken requests",
    };

    private readonly TrafficTable _table;
    private readonly TrafficRow _row = new TrafficRow();
    private readonly TrafficStatus _status = new TrafficStatus();
    private readonly IClock _clock;
    private readonly long _utcOfZero;
    private readonly long _now;

    public TrafficScreen(TrafficTable table, IClock clock)
    {
        _table = table;
        _clock = clock;
        _utcOfZero = TrafficReports.UtcOfZero(clock);
        _now = clock.Now;
        table.Read(_status, _utcOfZero);
    }

    /// <summary>The lines that somebody asks for: no words for all by when it was asked last, <c>rate</c> for all by how often, or
    /// <c>client 1</c>. None: there is nothing of that name.</summary>
    public static string[] Lines(TrafficTable table, IClock clock, string words)
    {
        const string OfClient = "client ";
        var screen = new TrafficScreen(table, clock);
        if (words.Length == 0 || words == "rate") return screen.Overview(words.Length > 0);
        bool isClient = words.Length > OfClient.Length && words.Substring(0, OfClient.Length) == OfClient;
        long number = isClient ? NumberText.ReadDecimal(words.Substring(OfClient.Length)) : -1;
        return number < 0 || number > TrafficTable.MostRows ? new string[0] : screen.Client((int)number);
    }

    /// <summary>Every row as one line, then who the clients are.</summary>
    /// <param name="byRate">What is asked most often first; otherwise what was asked last.</param>
    public string[] Overview(bool byRate)
    {
        int[] places = Sorted(byRate, out int count);
        int clients = _table.ClientCount;
        var lines = new string[3 + count + 1 + Marks.Length + clients];
        int at = 0;
        lines[at++] = Since();
        if (_status.Merges > 0 || _status.Unlisted > 0) lines[at++] = Overflow();
        if (count > 0) lines[at++] = Head;
        int seen = 0;
        for (int i = 0; i < count; i++)
        {
            _table.ReadPlace(places[i], _row, _utcOfZero);
            seen |= MarksOf(_row);
            lines[at++] = Line(_row);
        }
        for (int i = 0; i < Marks.Length; i++)
        {
            if ((seen >> i & 1) != 0) lines[at++] = Meanings[i];
        }
        for (int i = 0; count > 0 && i < clients; i++)
        {
            if (i > 0 || _table.HasRowsOf(i)) lines[at++] = "client " + i.ToString() + ": " + Name(_table.ClientAt(i));
        }
        return Exact(lines, at);
    }

    /// <summary>All that is known of one client; no lines where there is none of that number.</summary>
    public string[] Client(int number)
    {
        if (number < 0 || number >= _table.ClientCount || (number == 0 && !_table.HasRowsOf(0))) return new string[0];
        int[] places = Sorted(false, out int count);
        var lines = new string[1 + 6 * count];
        int at = 0;
        lines[at++] = "client " + number.ToString() + ": " + Name(_table.ClientAt(number));
        for (int i = 0; i < count; i++)
        {
            _table.ReadPlace(places[i], _row, _utcOfZero);
            if (_row.ClientNumber == number) at = Detail(lines, at);
        }
        return Exact(lines, at);
    }

    private string Since()
    {
        string since = _status.Began > 0 ? "since " + TerminalText.Utc(_status.Began) : "since the start";
        string rows = _status.Rows.ToString() + " of " + _status.RowLimit.ToString() + " rows, " + _status.Clients.ToString();
        return since + ": " + rows + (_status.Clients == 1 ? " client" : " clients");
    }

    private string Overflow()
    {
        string merged = "rows ran out: " + _status.Merges.ToString() + " times polls became one";
        return _status.Unlisted > 0 ? merged + ", " + _status.Unlisted.ToString() + " requests are in no row" : merged;
    }

    private static string Name(Peer client)
    {
        return client == TrafficRow.SeveralClients ? "all further clients, which are not told apart" : PeerText.Text(client);
    }

    private string Line(TrafficRow row)
    {
        StringBuilder line = TextBuilder.New();
        line.Append(Right(row.ClientNumber.ToString(), 6)).Append(Right(row.Unit.ToString(), 5)).Append(' ');
        line.Append(TerminalText.Padded(Cut(FunctionText.Text((byte)row.Function, row.SubFunction), 27), 28));
        line.Append(TerminalText.Padded(Addresses(row), 12)).Append(Right(Count(row.Requests), 9)).Append(' ');
        line.Append(TerminalText.Padded(row.Gaps > 0 ? TerminalText.Brief(row.GapSum / row.Gaps) : "-", 6));
        line.Append(TerminalText.Padded(Ago(row), 5));
        int marks = MarksOf(row);
        for (int i = 0; i < Marks.Length; i++)
        {
            if ((marks >> i & 1) != 0) line.Append(Marks[i]);
        }
        return line.ToString();
    }

    private int Detail(string[] lines, int at)
    {
        TrafficRow row = _row;
        string other = row.OtherQuantity == 0 ? "" : (row.Function == FunctionCode.ReadWriteMultipleRegisters ? ", reads " : ", files ")
            + Range(row.OtherAddress, row.OtherQuantity);
        string place = Addresses(row) == None ? "" : ", " + Addresses(row);
        lines[at++] = "unit " + row.Unit.ToString() + ", " + FunctionText.Text((byte)row.Function, row.SubFunction) + place
            + other + (row.MergedRows > 1 ? ", " + row.MergedRows.ToString() + " polls merged" : "");
        lines[at++] = "  " + row.Requests.ToString() + (row.Requests == 1 ? " request" : " requests") + Times(row);
        if (row.Gaps > 0)
        {
            lines[at++] = "  every " + TerminalText.Brief(row.GapSum / row.Gaps) + ", from " + TerminalText.Brief(row.ShortestGap) + " to "
                + TerminalText.Brief(row.LongestGap);
        }
        if (row.Responses > 0)
        {
            lines[at++] = "  answered in " + TerminalText.Brief(row.ResponseSum / row.Responses) + ", from "
                + TerminalText.Brief(row.ShortestResponse) + " to " + TerminalText.Brief(row.LongestResponse);
        }
        string fates = Fates(row);
        if (fates.Length > 0) lines[at++] = "  " + fates;
        if (row.Values > 0) lines[at++] = "  " + Values(row);
        return at;
    }

    private static string Times(TrafficRow row)
    {
        return row.FirstSeen == 0 ? "" : ", " + TerminalText.Utc(row.FirstSeen) + " to " + TerminalText.Utc(row.LastSeen);
    }

    private static string Fates(TrafficRow row)
    {
        string text = Part("", row.Refused, " refused");
        text = Part(text, row.Limited, " put off");
        text = Part(text, row.Observed, " only observed");
        text = Part(text, row.Broadcasts, " broadcast");
        text = Part(text, row.Unanswered, " without an answer");
        for (int code = 0; code < TrafficColumn.ExceptionCodes; code++)
        {
            text = Part(text, row.ExceptionCount(code), code == 0 ? " other exceptions" : " exception " + code.ToString());
        }
        return text;
    }

    private static string Part(string text, long count, string what)
    {
        if (count == 0) return text;
        return (text.Length > 0 ? text + ", " : "") + count.ToString() + what;
    }

    private static string Values(TrafficRow row)
    {
        string text = row.Values.ToString() + " values, " + row.SmallestValue.ToString() + " to " + row.LargestValue.ToString() + ", last "
            + row.LastValue.ToString() + (row.HasMoreValues ? "; among them" : ":");
        for (int i = 0; i < row.DistinctValues; i++) text += " " + row.DistinctValue(i).ToString();
        return text;
    }

    private static string Addresses(TrafficRow row)
    {
        if (row.IsMalformed) return "broken";
        if (row.Quantity == 0) return None;
        bool hasPlace = FunctionTable.HasAddress(row.Function) || FunctionTable.HasFiles(row.Function);
        return hasPlace ? Range(row.Address, row.Quantity) : row.Quantity.ToString() + (row.Quantity == 1 ? " word" : " words");
    }

    private static string Range(int first, int quantity)
    {
        return quantity == 1 ? first.ToString() : first.ToString() + "-" + (first + quantity - 1).ToString();
    }

    private string Ago(TrafficRow row)
    {
        if (row.IsOfThisRun) return Age(_now - row.LastNoted);
        return _utcOfZero < 0 || row.LastSeen == 0 ? "-" : Age(_clock.Utc - row.LastSeen);
    }

    // What was asked just now is no milliseconds old.
    private static string Age(long milliseconds)
    {
        return milliseconds < 1000 ? "now" : TerminalText.Brief(milliseconds);
    }

    private static int MarksOf(TrafficRow row)
    {
        bool hasExceptions = false;
        for (int code = 0; code < TrafficColumn.ExceptionCodes; code++) hasExceptions |= row.ExceptionCount(code) > 0;
        return Bit(row.Refused > 0, 0) | Bit(row.Limited > 0, 1) | Bit(row.Observed > 0, 2) | Bit(row.Unanswered > 0, 3)
            | Bit(hasExceptions, 4) | Bit(row.MergedRows > 1, 5) | Bit(row.IsMalformed, 6);
    }

    private static int Bit(bool isSet, int number)
    {
        return isSet ? 1 << number : 0;
    }

    private static string Count(long number)
    {
        if (number < 100_000_000) return number.ToString();
        return number < 100_000_000_000 ? number / 1_000_000 + "M" : number / 1_000_000_000 + "G";
    }

    private static string Right(string text, int columns)
    {
        while (text.Length < columns) text = " " + text;
        return text;
    }

    private static string Cut(string text, int columns)
    {
        return text.Length <= columns ? text : text.Substring(0, columns);
    }

    private static string[] Exact(string[] lines, int count)
    {
        var exact = new string[count];
        for (int i = 0; i < count; i++) exact[i] = lines[i];
        return exact;
    }

    // The places of all rows; the first is what the reader wants to see first.
    private int[] Sorted(bool byRate, out int count)
    {
        var places = new int[_status.Rows];
        var keys = new long[_status.Rows];
        var cursor = new TrafficCursor();
        count = 0;
        while (count < places.Length && _table.ReadNext(cursor, false, _row, _utcOfZero))
        {
            places[count] = _row.Place;
            keys[count++] = byRate ? Rate(_row) : Recency(_row);
        }
        Sort(places, keys, count);
        return places;
    }

    // Requests in a day; what came once alone is rarest.
    private static long Rate(TrafficRow row)
    {
        return row.Gaps == 0 ? 0 : 86_400_000_000L / (1 + row.GapSum * 1000 / row.Gaps);
    }

    // What was seen before this run is older than all of it.
    private static long Recency(TrafficRow row)
    {
        return row.IsOfThisRun ? row.LastNoted : row.LastSeen - long.MaxValue;
    }

    // Shell's: in place, and quick enough for thousands.
    private static void Sort(int[] places, long[] keys, int count)
    {
        for (int gap = count / 2; gap > 0; gap /= 2)
        {
            for (int i = gap; i < count; i++)
            {
                int place = places[i];
                long key = keys[i];
                int at = i;
                for (; at >= gap && keys[at - gap] < key; at -= gap)
                {
                    places[at] = places[at - gap];
                    keys[at] = keys[at - gap];
                }
                places[at] = place;
                keys[at] = key;
            }
        }
    }
}
