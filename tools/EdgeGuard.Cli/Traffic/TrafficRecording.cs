using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>A file of reports of traffic as they came, one JSON object a line: topic, bytes in base64, and when it was received.</summary>
/// <remarks>What is derived of them can always be derived again, and the seals are still there. A line that a power cut left unfinished is
/// passed over; the next run goes on in its place.</remarks>
internal sealed class TrafficRecording : IDisposable
{
    private const byte Begin = (byte)'{';
    private const byte End = (byte)'\n';

    // Characters: a report of a whole table, with room.
    private const int LongestLine = 16 << 20;

    private readonly FileStream _file;
    private readonly TimeProvider _time;

    private TrafficRecording(FileStream file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <summary>Opens a new recording, or one to go on with. Null: why not.</summary>
    public static TrafficRecording? Open(string path, TimeProvider time, out string problem)
    {
        problem = "";
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            if (file.Length == 0 || file.ReadByte() == Begin)
            {
                file.SetLength(WholeLines(file));
                file.Seek(0, SeekOrigin.End);
                return new TrafficRecording(file, time);
            }
            problem = "it is there, and no recording of traffic: name another file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = e.Message;
        }
        file?.Dispose();
        return null;
    }

    /// <summary>Adds a report, on the disk when it returns.</summary>
    public void Add(string topic, byte[] report)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("receivedUtcMs", now);
            json.WriteString("topic", topic);
            json.WriteBase64String("report", report);
            json.WriteEndObject();
        }
        line.WriteByte(End);
        _file.Write(line.ToArray());
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Gives the reports of a file to whoever takes them, in their order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Takes the topic and the bytes.</param>
    /// <param name="note">What was not read; empty for nothing.</param>
    /// <param name="problem">Why it cannot be read; empty when it could.</param>
    public static bool TryRead(string path, Action<string, byte[]> take, out string note, out string problem)
    {
        note = "";
        problem = "";
        try
        {
            using var file = new StreamReader(path, Encoding.UTF8);
            return TryRead(file, take, out note, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = "cannot be read: " + e.Message;
            return false;
        }
    }

    /// <summary>As above, of a text.</summary>
    public static bool TryRead(TextReader lines, Action<string, byte[]> take, out string note, out string problem)
    {
        note = "";
        problem = "";
        int number = 0;
        while (BoundedLine.Read(lines, LongestLine) is { } line)
        {
            number++;
            bool isWhole = line.End == BoundedLineEnd.Whole;
            if (isWhole && TryParse(line.Text, out string topic, out byte[] report))
            {
                take(topic, report);
                continue;
            }
            if (!isWhole && number > 1)
            {
                note = $"line {number} is cut off: it was not read";
                return true;
            }
            problem = number == 1 ? "is no recording of traffic" : $"line {number} is no report of traffic as --save writes it";
            return false;
        }
        return true;
    }

    public void Dispose() => _file.Dispose();

    // Everything up to the last end of a line.
    private static long WholeLines(FileStream file)
    {
        for (long at = file.Length; at > 0; at--)
        {
            file.Seek(at - 1, SeekOrigin.Begin);
            if (file.ReadByte() == End) return at;
        }
        return 0;
    }

    private static bool TryParse(string line, out string topic, out byte[] report)
    {
        topic = "";
        report = [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            topic = json.RootElement.GetProperty("topic").GetString() ?? "";
            report = json.RootElement.GetProperty("report").GetBytesFromBase64();
            return json.RootElement.GetProperty("receivedUtcMs").TryGetInt64(out _);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
