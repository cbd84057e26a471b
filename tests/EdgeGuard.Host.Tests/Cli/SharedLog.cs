using System.IO;
using System.Text;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>Lines written by any thread, readable at any time.</summary>
internal sealed class SharedLog : TextWriter
{
    private readonly object _gate = new();
    private readonly StringBuilder _text = new(); // guarded by _gate

    public override Encoding Encoding
    {
        get { return Encoding.UTF8; }
    }

    internal string Text
    {
        get
        {
            lock (_gate) return _text.ToString();
        }
    }

    public override void Write(char value)
    {
        lock (_gate) _text.Append(value);
    }

    public override void WriteLine(string? value)
    {
        lock (_gate) _text.AppendLine(value);
    }
}
