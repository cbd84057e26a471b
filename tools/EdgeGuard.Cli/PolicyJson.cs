using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary>What the <c>policy</c> commands print for machines.</summary>
internal static class PolicyJson
{
    // For a terminal or a file, not for a web page: readable quotes and umlauts.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one object.</summary>
    internal static void Write(TextWriter output, Action<Utf8JsonWriter> properties)
    {
        output.WriteLine(JsonText.Of(properties, Options));
    }

    internal static void WriteProblems(Utf8JsonWriter json, ProblemList problems)
    {
        json.WriteNumber("errors", problems.Errors);
        json.WriteNumber("warnings", problems.Warnings);
        json.WriteStartArray("problems");
        for (int i = 0; i < problems.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("kind", problems[i].IsWarning ? "warning" : "error");
            json.WriteNumber("line", problems[i].Line);
            json.WriteNumber("column", problems[i].Column);
            json.WriteString("text", problems[i].Text);
            json.WriteString("message", problems[i].Message);
            json.WriteString("remedy", problems[i].Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
