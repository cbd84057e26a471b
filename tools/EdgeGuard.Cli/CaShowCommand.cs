using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using EdgeGuard.Pki;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca show</c>: what a site CA has issued.</summary>
internal static class CaShowCommand
{
    private const string Description =
        "Lists what the CA issued, as far as the files are in its directory.\n\n"
        + "Example: edgeguard ca show site" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Command("show", Description) { directory, json };
        command.SetAction(parsed => CaCommand.Run(parsed.InvocationConfiguration, () =>
        {
            SiteCa ca = SiteCa.Open(parsed.GetValue(directory)!);
            if (parsed.GetValue(json)) PrintJson(parsed.InvocationConfiguration.Output, ca, ca.List());
            else Print(parsed.InvocationConfiguration.Output, ca, ca.List());
        }));
        return command;
    }

    private static void Print(TextWriter output, SiteCa ca, IReadOnlyList<IssuedCertificate> issued)
    {
        output.WriteLine(
            $"{ca.Subject}, valid until {ca.ValidUntil:yyyy-MM-dd}; revocation list to be renewed before {ca.ListValidUntil():yyyy-MM-dd}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "kind", "role", "valid until", "serial", "");
        foreach (IssuedCertificate certificate in issued)
        {
            table.AddRow(
                Markup.Escape(certificate.Name), certificate.Kind, Markup.Escape(certificate.Role ?? ""),
                $"{certificate.ValidUntil:yyyy-MM-dd}", certificate.Serial, certificate.IsRevoked ? "revoked" : "");
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        // Serial numbers are to be copied: a table that wraps them is of no use.
        console.Profile.Width = System.Math.Max(console.Profile.Width, 120);
        console.Write(table);
    }

    private static void PrintJson(TextWriter output, SiteCa ca, IReadOnlyList<IssuedCertificate> issued)
    {
        output.WriteLine(JsonText.Of(
            json =>
            {
                json.WriteString("subject", ca.Subject);
                json.WriteString("validUntil", ca.ValidUntil);
                json.WriteString("crlNextUpdate", ca.ListValidUntil());
                json.WriteStartArray("issued");
                foreach (IssuedCertificate certificate in issued) Write(json, certificate);
                json.WriteEndArray();
            },
            new JsonWriterOptions { Indented = true }));
    }

    private static void Write(Utf8JsonWriter writer, IssuedCertificate certificate)
    {
        writer.WriteStartObject();
        writer.WriteString("name", certificate.Name);
        writer.WriteString("kind", certificate.Kind);
        writer.WriteString("role", certificate.Role);
        writer.WriteString("serial", certificate.Serial);
        writer.WriteString("validUntil", certificate.ValidUntil);
        writer.WriteBoolean("revoked", certificate.IsRevoked);
        writer.WriteEndObject();
    }
}
