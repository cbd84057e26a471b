using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Rows as a file, written while they are read.</summary>
internal static class TableExport
{
    // Rows that are put together before they go out.
    private const int RowsAWrite = 200;

    /// <summary>As <c>csv</c> or <c>json</c>.</summary>
    /// <param name="form">Which of the two.</param>
    /// <param name="name">What the file is called, without its ending.</param>
    /// <param name="columns">What is told of a row.</param>
    /// <param name="rows">Read while they are written.</param>
    /// <param name="isWhole">Whether nothing was left out; asked behind the last row.</param>
    /// <param name="time">The clock.</param>
    internal static IResult Of<T>(
        string form, string name, IReadOnlyList<ExportColumn<T>> columns, IEnumerable<T> rows, Func<bool> isWhole, TimeProvider time) =>
        form == "csv" ? Csv(name, columns, rows, isWhole, time) : Json(name, columns, rows, isWhole, time);

    /// <summary>A file to be saved, named by the time.</summary>
    internal static IResult File(string name, string type, TimeProvider time, Func<Stream, Task> write)
    {
        string at = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Results.Stream(write, type, $"edgeguard-{at}-{name}");
    }

    // UTF-8 with a mark by which programs for tables know it. Where rows were left out, the last line says so.
    private static IResult Csv<T>(
        string name, IReadOnlyList<ExportColumn<T>> columns, IEnumerable<T> rows, Func<bool> isWhole, TimeProvider time) =>
        File(name + ".csv", "text/csv; charset=utf-8", time, async stream =>
        {
            await using var text = new StreamWriter(stream, new UTF8Encoding(true));
            await text.WriteAsync(CsvRow.Of(columns.Select(column => (object?)column.Name)));
            foreach (T[] some in rows.Chunk(RowsAWrite))
            {
                foreach (T row in some) await text.WriteAsync(CsvRow.Of(columns.Select(column => column.Value(row))));
                await text.FlushAsync();
            }
            if (!isWhole()) await text.WriteAsync(CsvRow.Of(["There is more than one file takes: narrow the search and export the rest."]));
        });

    // One object: rows, and behind them isWhole.
    private static IResult Json<T>(
        string name, IReadOnlyList<ExportColumn<T>> columns, IEnumerable<T> rows, Func<bool> isWhole, TimeProvider time) =>
        File(name + ".json", "application/json", time, async stream =>
        {
            await using var json = new Utf8JsonWriter(stream);
            json.WriteStartObject();
            json.WriteStartArray("rows");
            foreach (T[] some in rows.Chunk(RowsAWrite))
            {
                foreach (T row in some) Write(json, columns, row);
                await json.FlushAsync();
            }
            json.WriteEndArray();
            json.WriteBoolean("isWhole", isWhole());
            json.WriteEndObject();
        });

    private static void Write<T>(Utf8JsonWriter json, IReadOnlyList<ExportColumn<T>> columns, T row)
    {
        json.WriteStartObject();
        foreach (ExportColumn<T> column in columns)
        {
            switch (column.Value(row))
            {
                case null: break;
                case bool flag: json.WriteBoolean(column.Name, flag); break;
                case string text: json.WriteString(column.Name, text); break;
                case object number: json.WriteNumber(column.Name, Convert.ToInt64(number, CultureInfo.InvariantCulture)); break;
            }
        }
        json.WriteEndObject();
    }
}
