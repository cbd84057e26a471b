using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any text is a backup or a fault. The MAC is made right first, so that what stands behind it is reached as well: a
/// technician with the passphrase is a stranger too.</summary>
internal sealed class BackupTarget : ITarget
{
    private const string Passphrase = "seven small green apples";

    private static readonly IHmac Hmac = new LibraryHmac();

    public string Name => "backup";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds()
    {
        var salt = new byte[BackupKeys.SaltLength];
        BackupKeys keys = BackupKeys.OfPassphrase(Hmac, Passphrase, salt, 1);
        var text = new BackupText();
        text.Line("made by anna");
        text.Line("key passphrase 1 " + EventText.Hex(salt));
        text.Text("settings", "site a\nmodule b\n");
        text.Text("policy", "edgeguard-policy 1\n");
        text.Bytes("record", RecordName.TlsCa, "a CA"u8.ToArray());
        text.Bytes("wrapped", RecordName.MqttPassword, keys.Wrap("a password"u8.ToArray(), new SeededRandom(1)));
        text.Bytes("wrapped", RecordName.Accounts, keys.Wrap("accounts"u8.ToArray(), new SeededRandom(2)));
        yield return Encoding.UTF8.GetBytes(text.Finish(keys));
    }

    public void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        Read(text);
        int mac = text.IndexOf("\nmac ", StringComparison.Ordinal);
        int header = text.IndexOf(BackupText.Header, StringComparison.Ordinal);
        if (mac < 0 || header < 0 || header > mac || CostOf(text) != "1") return;
        string body = text[header..(mac + 1)].Replace("\r", "", StringComparison.Ordinal);
        var keys = BackupKeys.OfPassphrase(Hmac, Passphrase, new byte[BackupKeys.SaltLength], 1);
        Read(body + "mac " + EventText.Hex(keys.Mac(body)) + "\n");
    }

    private static void Read(string text)
    {
        if (CostOf(text) is { Length: > 3 }) return; // What it costs is bounded elsewhere; here it would only be slow.
        BackupReader? backup = BackupReader.Read(text, Passphrase, Hmac, [], "", out BackupFault fault);
        Promise.Holds((backup == null) == (fault != BackupFault.None), "a backup beside a fault, or neither");
    }

    private static string? CostOf(string text)
    {
        const string word = "key passphrase ";
        int at = text.IndexOf(word, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + word.Length)..].Split(' ')[0];
    }
}
