using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using EdgeGuard.Core;

namespace EdgeGuard.Telemetry;

/// <summary>Reads a proof file, strictly; nothing in it makes it fail otherwise than by <see cref="Problem"/>. Not thread-safe.</summary>
public sealed class ProofReader(TextReader input)
{
    private int _line;
    private int _batches;

    /// <summary>The first line; null until <see cref="Batches"/> was begun, and for a file that is none.</summary>
    public ProofHeader? Header { get; private set; }

    /// <summary>The last line; null until all was read.</summary>
    public ProofEnd? End { get; private set; }

    /// <summary>What is wrong, and in which line; empty for nothing. What was read before it stands.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The batches, in the order of the file. After the last one, <see cref="Problem"/> says whether there were all.</summary>
    public IEnumerable<ProofBatch> Batches()
    {
        if (!ReadHeader()) yield break;
        while (Problem.Length == 0 && End == null)
        {
            if (ReadBatch() is { } batch) yield return batch;
        }
        if (End != null && Problem.Length == 0) CheckEnd();
    }

    private bool ReadHeader()
    {
        ProofHeader? header = Line() is { } text ? Read<ProofHeader>(text) : null;
        if (header is { Format: ProofFormat.Name, Version: ProofFormat.Version }) Header = header;
        else if (header is { Format: ProofFormat.Name }) Fail($"this is version {header.Version} of the format, and 1 is known here");
        else Problem = "it is no file with proofs, as the central console's 'Events' page makes them";
        return Header != null;
    }

    private ProofBatch? ReadBatch()
    {
        if (Line() is not { } text)
        {
            if (Problem.Length == 0) Problem = $"it was cut off behind line {_line}: take it from the central console again";
            return null;
        }
        if (text.StartsWith("{\"batches\":", System.StringComparison.Ordinal))
        {
            End = Read<ProofEnd>(text);
            if (End == null) Fail("it is no last line");
            return null;
        }
        ProofBatch? batch = Read<ProofBatch>(text);
        if (batch == null) Fail("it is no batch");
        else if (!ReportTopics.IsName(batch.Site) || !ReportTopics.IsName(batch.Module)) Fail("its site and module are no names");
        else if (batch.Batch.Length > ProofFormat.MaxBatch) Fail($"a batch of more than {ProofFormat.MaxBatch} bytes");
        if (Problem.Length > 0) return null;
        _batches++;
        return batch;
    }

    private void CheckEnd()
    {
        if (End!.Batches != _batches) Fail($"it says {End.Batches} batches, and {_batches} stand before it");
        else if (Line() != null) Fail("something stands behind the last line");
    }

    // Null at the end of the file.
    private string? Line()
    {
        if (BoundedLine.Read(input, ProofFormat.MaxLine) is not { } line) return null;
        _line++;
        if (line.End != BoundedLineEnd.TooLong) return line.Text;
        Fail($"it has more than {ProofFormat.MaxLine} characters");
        return null;
    }

    private static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, ProofFormat.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Fail(string what) => Problem = $"line {_line}: {what}";
}
