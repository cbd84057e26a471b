using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Builds the text of a backup, line by line.</summary>
/// <remarks>
/// <code>
/// edgeguard-backup 1
/// made 2026-11-23 09:15:00Z by anna          for people; not read
/// key passphrase ITERATIONS SALT             or: key device STREAM (hex)
/// text settings                              texts: each line behind "| "
/// | site north
/// text policy
/// | edgeguard-policy 1
/// record tls.ca                              what is no secret, Base 64 behind "= "
/// = LS0tLS1CRUdJTi…
/// wrapped tls.identity                       a secret: nonce and cipher text, Base 64 behind "= "
/// = vEVsRkLy…
/// mac HEX                                    HMAC-SHA256 over all lines before, each with LF
/// </code>
/// </remarks>
internal sealed class BackupText
{
    internal const string Header = "edgeguard-backup 1";
    internal const string TextMark = "| ";
    internal const string BytesMark = "= ";

    private readonly StringBuilder _text = TextBuilder.New();

    internal BackupText()
    {
        Line(Header);
    }

    internal void Line(string line)
    {
        _text.Append(line).Append('\n');
    }

    internal void Text(string name, string text)
    {
        Line("text " + name);
        for (var lines = new TextLines(text); lines.Next();) Line(TextMark + lines.Line);
    }

    internal void Bytes(string kind, string name, byte[] bytes)
    {
        Line(kind + " " + name);
        Base64Lines.Append(_text, BytesMark, bytes);
    }

    internal string Finish(BackupKeys keys)
    {
        byte[] mac = keys.Mac(_text.ToString());
        Line(PastedLines.MacWord + EventText.Hex(mac));
        return _text.ToString();
    }
}
