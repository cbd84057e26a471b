using System.IO;
using System.Text;

namespace EdgeGuard.Host;

/// <summary>Where the log goes while a person types at the same terminal.</summary>
internal sealed class ScreenLog : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\r') return;
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }
        Screen.Insert(_line.ToString());
        _line.Clear();
    }
}
