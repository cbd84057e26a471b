using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Reads the text of a backup: finds it among other lines, checks its MAC before it looks at anything else, and takes it apart.
/// Any text; never throws.</summary>
internal sealed class BackupReader
{
    private readonly IHmac _hmac;
    private readonly string[] _lines;
    private readonly int _count;
    private int _at;

    // What the section that is being read is called, and what of it was read.
    private string _kind = "";
    private string _name = "";
    private StringBuilder _text = TextBuilder.New();
    private ByteWriter _bytes = new ByteWriter();

    private BackupReader(IHmac hmac, string[] lines, int count)
    {
        _hmac = hmac;
        _lines = lines;
        _count = count;
    }

    /// <summary>The settings text.</summary>
    internal string Settings { get; private set; } = "";

    /// <summary>The policy text.</summary>
    internal string Policy { get; private set; } = "";

    /// <summary>The credentials that are in it.</summary>
    internal CredentialSet Credentials { get; } = new CredentialSet();

    /// <summary>The accounts; null where there are none in it.</summary>
    internal byte[]? Accounts { get; private set; }

    /// <summary>Whether it has wrapped secrets.</summary>
    internal bool HasSecrets { get; private set; }

    /// <summary>Reads a backup; null, and why not. Key and stream are this module's, for a backup without passphrase.</summary>
    internal static BackupReader? Read(string text, string passphrase, IHmac hmac, byte[] deviceKey, string stream, out BackupFault fault)
    {
        fault = BackupFault.NotBackup;
        string[]? lines = PastedLines.Find(text, BackupText.Header, PastedLines.MacWord, out int count);
        if (lines == null) return null;
        fault = BackupFault.Damaged;
        if (count < 3 || !lines[count - 1].StartsWith(PastedLines.MacWord)) return null;
        var reader = new BackupReader(hmac, lines, count - 1);
        BackupKeys? keys = reader.Keys(passphrase, deviceKey, stream, ref fault);
        if (keys == null) return null;
        fault = BackupFault.Mac;
        if (!reader.IsMac(keys)) return null;
        fault = BackupFault.Damaged;
        if (!reader.Sections(keys)) return null;
        fault = BackupFault.None;
        return reader;
    }

    // "key passphrase ITERATIONS SALT" or "key device STREAM" is the third line.
    private BackupKeys? Keys(string passphrase, byte[] deviceKey, string stream, ref BackupFault fault)
    {
        string[] words = _lines[2].Split(' ');
        if (words.Length == 3 && words[0] == "key" && words[1] == "device")
        {
            fault = BackupFault.OtherModule;
            return deviceKey.Length > 0 && words[2] == stream ? BackupKeys.OfDevice(_hmac, deviceKey) : null;
        }
        if (!BackupKeys.TryPassphrase(words, out byte[] salt, out int iterations)) return null;
        fault = BackupFault.PassphraseNeeded;
        return passphrase.Length == 0 ? null : BackupKeys.OfPassphrase(_hmac, passphrase, salt, iterations);
    }

    private bool IsMac(BackupKeys keys)
    {
        var text = TextBuilder.New();
        for (int i = 0; i < _count; i++) text.Append(_lines[i]).Append('\n');
        byte[]? mac = HexText.Read(_lines[_count].Substring(PastedLines.MacWord.Length).Trim(), 32);
        return mac != null && ConstantTime.Equal(mac, keys.Mac(text.ToString()));
    }

    private bool Sections(BackupKeys keys)
    {
        for (_at = 3; _at < _count; _at++)
        {
            string line = _lines[_at];
            bool isSound = line.StartsWith(BackupText.TextMark) ? TextLine(line.Substring(2))
                : line.StartsWith(BackupText.BytesMark) ? BytesLine(line.Substring(2))
                : EndSection(keys) && BeginSection(line);
            if (!isSound) return false;
        }
        return EndSection(keys);
    }

    private bool BeginSection(string line)
    {
        int space = line.IndexOf(' ');
        if (space < 0) return false;
        _kind = line.Substring(0, space);
        _name = line.Substring(space + 1);
        _text = TextBuilder.New();
        _bytes = new ByteWriter();
        return true;
    }

    private bool TextLine(string line)
    {
        _text.Append(line).Append('\n');
        return _kind == "text";
    }

    private bool BytesLine(string line)
    {
        return (_kind == "record" || _kind == "wrapped") && Base64Lines.Read(line, _bytes);
    }

    private bool EndSection(BackupKeys keys)
    {
        switch (_kind)
        {
            case "": return true;
            case "text": return Text(_text.ToString());
            case "record": return !CredentialSet.IsSecret(_name) && Record(_bytes.Take());
            case "wrapped": return Wrapped(keys);
            default: return false;
        }
    }

    private bool Text(string text)
    {
        if (_name == "settings") Settings = text;
        else if (_name == "policy") Policy = text;
        else return false;
        return true;
    }

    private bool Wrapped(BackupKeys keys)
    {
        byte[]? secret = keys.CanWrap ? keys.Unwrap(_bytes.Take()) : null;
        if (secret == null) return false;
        HasSecrets = true;
        if (_name != RecordName.Accounts) return Record(secret);
        Accounts = secret;
        return true;
    }

    private bool Record(byte[] content)
    {
        if (!CredentialSet.IsCredential(_name) || content.Length > CredentialSet.MaxBytes) return false;
        Credentials.Put(_name, content);
        return true;
    }
}
