using System;
using System.Globalization;
using System.IO;

namespace EdgeGuard.Host;

/// <summary>The module's log: one line a happening, UTC first, on standard error. Any thread.</summary>
public sealed class StderrLog
{
    private readonly TextWriter _to;
    private readonly object _lock = new();

    public StderrLog(TextWriter to)
    {
        _to = to;
    }

    /// <summary>One line with the time of now.</summary>
    public void Line(string text) => Write($"{DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {text}");

    /// <summary>One line as it is.</summary>
    public void Write(string line)
    {
        lock (_lock) _to.WriteLine(line);
    }

    /// <summary>Several lines that belong together.</summary>
    public void Write(Action<TextWriter> lines)
    {
        lock (_lock) lines(_to);
    }
}
