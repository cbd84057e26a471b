using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary>The times of several lines side by side.</summary>
internal static class TimingTable
{
    private const int Width = 160;

    internal static void Print(TextWriter output, TimingOptions options, IReadOnlyList<BusTiming> lines)
    {
        PolledFunction function = options.Function;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Function {function.Code}, {options.Quantity} {function.Things}: {function.RequestBytes(options.Quantity)} bytes asked, "
                + $"{function.ResponseBytes(options.Quantity)} answered; "
            + $"the PLC thinks for {Time(options.DelayUs)} (--delay), the module gives it {Time(options.PlcTimeoutUs)} (plc.timeout)"));

        Table table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (BusTiming line in lines) table.AddColumn(new TableColumn(line.Format.ToString()).RightAligned());
        Rows(table, lines, options.Clients);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.Write(table);
    }

    internal static void PrintJson(TextWriter output, TimingOptions options, IReadOnlyList<BusTiming> lines)
    {
        output.WriteLine(JsonText.Of(
            json =>
            {
                json.WriteNumber("function", options.Function.Code);
                json.WriteNumber("quantity", options.Quantity);
                json.WriteNumber("clients", options.Clients);
                json.WriteNumber("request_bytes", options.Function.RequestBytes(options.Quantity));
                json.WriteNumber("answer_bytes", options.Function.ResponseBytes(options.Quantity));
                json.WriteStartArray("lines");
                foreach (BusTiming line in lines) Write(json, line);
                json.WriteEndArray();
            },
            new JsonWriterOptions { Indented = true }));
    }

    private static void Rows(Table table, IReadOnlyList<BusTiming> lines, int clients)
    {
        void Row(string what, Func<BusTiming, string> value) => table.AddRow([what, .. lines.Select(value)]);
        void Head(string what) => table.AddRow($"[bold]{what}[/]");
        string each = clients == 1 ? "the client" : $"each of {clients} clients";

        Head("The line");
        Row("  one character", line => Time(line.Character));
        Row("  silence within a frame, t1.5, at most", line => Time(line.InterCharacter));
        Row("  silence between frames, t3.5, at least", line => Time(line.InterFrame));
        Row("  request, answer", line => $"{Time(line.Request)}, {Time(line.Answer)}");
        Row("  one exchange, both silences and the PLC's time included", line => Time(line.Exchange));
        table.AddEmptyRow();
        Head("Clients over TCP");
        Row("  requests a second, all together", line => Rate(line.Rate));
        Row($"  requests a second, {each}", line => Rate(line.Rate / clients));
        Row($"  poll interval of {each}, at least", line => Time(line.LastAnswered));
        Row("  all ask at once, the PLC leaves one unanswered: the last waits", line => Time(line.LastAnsweredAfterSilence));
        Row("  [bold]set the clients' time-out to at least[/]", line => $"[bold]{Time(line.ClientTimeout)}[/]");
        table.AddEmptyRow();
        Head("A serial client, with the module in its cable (same format on both sides)");
        Row("  waits for an answer without the module", line => Time(line.SerialClientDirect));
        Row("  the module takes both frames whole, and adds", line => Time(line.Added));
        Row("  waits for an answer with the module", line => Time(line.SerialClientInline));
        Row(
            "  requests a second without it, with it, at most",
            line => $"{Rate(line.SerialClientRateDirect)}, {Rate(line.SerialClientRateInline)}");
        Row("  [bold]set the serial client's time-out to at least[/]", line => $"[bold]{Time(line.SerialClientTimeout)}[/]");
    }

    private static void Write(Utf8JsonWriter json, BusTiming line)
    {
        json.WriteStartObject();
        json.WriteString("format", line.Format.ToString());
        json.WriteNumber("character_us", line.Character);
        json.WriteNumber("t15_us", line.InterCharacter);
        json.WriteNumber("t35_us", line.InterFrame);
        json.WriteNumber("request_us", line.Request);
        json.WriteNumber("answer_us", line.Answer);
        json.WriteNumber("exchange_us", line.Exchange);
        json.WriteNumber("requests_per_second", Math.Round(line.Rate, 3));
        json.WriteNumber("last_answered_us", line.LastAnswered);
        json.WriteNumber("client_timeout_us", line.ClientTimeout);
        json.WriteNumber("serial_client_direct_us", line.SerialClientDirect);
        json.WriteNumber("serial_client_inline_us", line.SerialClientInline);
        json.WriteNumber("serial_client_timeout_us", line.SerialClientTimeout);
        json.WriteEndObject();
    }

    private static string Rate(double perSecond) => perSecond.ToString(perSecond < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);

    private static string Time(long us) => us switch
    {
        >= 1_000_000 => (us / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + " s",
        >= 100_000 => (us / 1e3).ToString("0", CultureInfo.InvariantCulture) + " ms",
        >= 10_000 => (us / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        _ => (us / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + " ms",
    };
}
