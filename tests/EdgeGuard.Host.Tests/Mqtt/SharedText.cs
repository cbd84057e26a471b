using System.IO;
using System.Text;
using System.Threading;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>Text that one thread writes and another reads meanwhile.</summary>
internal sealed class SharedText : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_lock) _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_lock) _text.Append(value);
    }

    public override string ToString()
    {
        lock (_lock) return _text.ToString();
    }
}
