using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Tables of 80 columns, one a module.</summary>
internal sealed class TextTrafficOutput(TextWriter output) : ITrafficOutput
{
    private const string Head = "who unit function             addresses     asked every last  takes outcome";
    private const int FunctionColumns = 20;
    private const int AddressColumns = 12;

    public void Show(IReadOnlyList<TrafficTableView> tables)
    {
        foreach (TrafficTableView table in tables)
        {
            Show(table);
            output.WriteLine();
        }
        output.Flush();
    }

    private void Show(TrafficTableView table)
    {
        output.WriteLine(Title(table));
        output.WriteLine("  " + Since(table.Report));
        foreach (string note in Notes(table)) output.WriteLine("  " + note);
        if (table.Rows.Length == 0) return;
        output.WriteLine(Head);
        bool isMerged = false;
        foreach (TrafficRow row in table.Rows)
        {
            output.WriteLine(Line(table, row));
            isMerged |= row.MergedRows > 1;
        }
        if (isMerged) output.WriteLine("  *  several polls in one row, for want of room");
        foreach (Peer client in table.Clients) output.WriteLine($"{table.NumberOf(client),3}  {TrafficTableView.Name(client)}");
    }

    private static string Title(TrafficTableView table)
    {
        return table.Followed.Name + (table.Followed.Seal is { } seal ? "  seals: " + SealText.Of(seal) : "");
    }

    private static string Since(TrafficReport report)
    {
        string since = report.Table.Began > 0 ? "since " + TerminalText.Utc(report.Table.Began) : "since its start";
        return report.Utc > 0 ? $"{since}, as of {TerminalText.Utc(report.Utc)}" : since + "; its clock is not set";
    }

    private static IEnumerable<string> Notes(TrafficTableView table)
    {
        TrafficStatus status = table.Report.Table;
        if (table.Followed.Module.RowsUntold is > 0 and int untold)
        {
            yield return Invariant($"{status.Rows - untold} of {status.Rows} rows are known; all come once an hour");
        }
        if (table.Followed.Module.MissingReports is > 0 and long missing)
        {
            yield return Invariant($"{missing} reports did not arrive here; a row tells all it has counted when it comes again");
        }
        if (table.Broken > 0) yield return Invariant($"{table.Broken} reports with a broken seal do not count");
        if (status.Merges > 0) yield return Invariant($"rows ran out: {status.Merges} times polls became one");
        if (status.Unlisted > 0) yield return Invariant($"{status.Unlisted} requests are in no row");
        if (table.Rows.Length > 0) yield break;
        yield return table.Followed.Module.Rows.Length == 0 ? "nobody has asked anything" : table.Choice.Missing;
    }

    private static string Line(TrafficTableView table, TrafficRow row)
    {
        string every = row.Gaps > 0 ? TerminalText.Brief(row.GapSum / row.Gaps) : "-";
        string line = $"{table.NumberOf(row.Client),3} {row.Unit,4} {Cut(Function(row), FunctionColumns),-FunctionColumns} "
            + $"{Cut(Addresses(row), AddressColumns),-AddressColumns} {Count(row.Requests),6} {every,-5} {Ago(row, table.Report.Utc),-5} "
            + $"{Takes(row),-5} {TrafficOutcome.Brief(row)}";
        return line.TrimEnd();
    }

    // What all functions of a kind have in common says the least.
    private static string Function(TrafficRow row) => FunctionText.Text((byte)row.Function, row.SubFunction)
        .Replace(" multiple", "", StringComparison.Ordinal)
        .Replace(" single", "", StringComparison.Ordinal)
        .Replace(" registers", " regs", StringComparison.Ordinal);

    private static string Addresses(TrafficRow row)
    {
        if (row.IsMalformed) return "malformed";
        string star = row.MergedRows > 1 ? "*" : "";
        if (FunctionTable.HasFiles(row.Function)) return $"{Range(row.OtherAddress, row.OtherQuantity)}:{Span(row)}{star}";
        if (!FunctionTable.HasAddress(row.Function) || row.Quantity == 0) return "-" + star;
        return Span(row) + (row.OtherQuantity > 0 ? "+" : "") + star;
    }

    private static string Span(TrafficRow row) => Range(row.Address, row.Quantity);

    private static string Range(int first, int count) => count <= 1 ? Invariant($"{first}") : Invariant($"{first}-{first + count - 1}");

    private static string Count(long number) => number switch
    {
        < 1_000_000 => Invariant($"{number}"),
        < 10_000_000 => Invariant($"{number / 1_000_000.0:0.00}M"),
        < 1_000_000_000 => Invariant($"{number / 1_000_000}M"),
        _ => Invariant($"{number / 1_000_000_000}G"),
    };

    private static string Ago(TrafficRow row, long asOf)
    {
        if (row.LastSeen == 0 || asOf == 0) return "-";
        long ago = asOf - row.LastSeen;
        return ago < 1000 ? "now" : TerminalText.Brief(ago);
    }

    private static string Takes(TrafficRow row)
    {
        if (row.Responses == 0) return "-";
        long mean = row.ResponseSum / row.Responses;
        return mean == 0 ? "<1ms" : TerminalText.Brief(mean);
    }

    private static string Cut(string text, int columns) => text.Length <= columns ? text : text[..(columns - 1)] + "…";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
