using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Captures;

/// <summary>What a capture was read as.</summary>
internal sealed class CaptureRun
{
    internal CaptureRun(byte[] file, params int[] ports)
    {
        new CaptureReader(ports.Length == 0 ? [502] : ports, Notes, Requests.Add).Read(new MemoryStream(file));
        Requests.Sort((a, b) => a.Time.CompareTo(b.Time));
    }

    internal CaptureNotes Notes { get; } = new();

    internal List<CapturedRequest> Requests { get; } = [];

    internal string[] Sentences => [.. Notes.Sentences()];

    /// <summary>Each request as <c>10.0.0.5&gt;10.0.0.2 7 unit 1 03000000 02 -&gt; 2</c>, the exception behind it.</summary>
    internal string[] Texts => [.. Requests.Select(Text)];

    private static string Text(CapturedRequest request)
    {
        string end = request.IsAnswered ? $"{request.Exception}" : "none";
        string pdu = System.Convert.ToHexString(request.Pdu);
        return $"{request.Client}>{request.Server} {request.Transaction} unit {request.Unit} {pdu} -> {end}";
    }
}
