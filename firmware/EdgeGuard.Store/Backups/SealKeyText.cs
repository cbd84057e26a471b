using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>The key that batches of events are sealed with, as text under a
/// passphrase: what may stand on a screen, and so in the log of a console.</summary>
/// <remarks>
/// <code>
/// edgeguard-seal-key 1
/// made 2026-11-23 09:15:00Z by anna          for people; not read
/// key passphrase ITERATIONS SALT             as in a backup (BackupKeys)
/// stream HEX                                 whose batches it is for
/// = BASE64                                   nonce and cipher text of 32 bytes
/// mac HEX                                    HMAC-SHA256 over all lines before, each with LF
/// </code>
/// It is the derived key for events alone: neither the module's secret nor any other key follows from it. Who has it can verify, and,
/// as with every MAC, could also forge: it belongs to who verifies, and to nobody between.
/// </remarks>
public sealed class SealKeyText
{
    private const string Header = "edgeguard-seal-key 1";
    private const int Lines = 6;

    private SealKeyText(byte[] stream, byte[] key)
    {
        Stream = stream;
        Key = key;
    }

    /// <summary>Name of the stream, 16 bytes.</summary>
    public byte[] Stream { get; }

    /// <summary>The key, 32 bytes.</summary>
    public byte[] Key { get; }

    internal static string Wrap(DeviceIdentity identity, string made, string passphrase, int cost, IHmac hmac, IRandom random)
    {
        BackupKeys keys = BackupKeys.NewPassphrase(hmac, passphrase, cost, random, out string keyLine);
        var text = TextBuilder.New();
        text.Append(Header).Append('\n').Append(made).Append('\n');
        text.Append(keyLine).Append('\n');
        text.Append("stream " + EventText.Hex(identity.Stream)).Append('\n');
        Base64Lines.Append(text, BackupText.BytesMark, keys.Wrap(identity.Key(hmac, KeyPurpose.Events), random));
        byte[] mac = keys.Mac(text.ToString());
        return text.Append(PastedLines.MacWord + EventText.Hex(mac)).Append('\n').ToString();
    }

    /// <summary>Finds the key in a text, such as the log of a console, and unwraps it. Null, and why not. Any text; never throws.</summary>
    public static SealKeyText? Read(string text, string passphrase, IHmac hmac, out BackupFault fault)
    {
        fault = BackupFault.NotBackup;
        string[]? lines = PastedLines.Find(text, Header, PastedLines.MacWord, out int count);
        if (lines == null) return null;
        fault = BackupFault.Damaged;
        if (count != Lines) return null;
        BackupKeys? keys = Keys(lines[2].Split(' '), passphrase, hmac);
        byte[]? stream = HexText.Read(Behind("stream ", lines[3]), EventBatchFormat.StreamSize);
        byte[]? mac = HexText.Read(Behind(PastedLines.MacWord, lines[5]), EventBatchFormat.MacSize);
        if (keys == null || stream == null || mac == null) return null;
        fault = BackupFault.Mac;
        if (!ConstantTime.Equal(mac, keys.Mac(lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n" + lines[3] + "\n" + lines[4] + "\n")))
        {
            return null;
        }
        fault = BackupFault.Damaged;
        var wrapped = new ByteWriter();
        byte[]? key = Base64Lines.Read(Behind(BackupText.BytesMark, lines[4]), wrapped) ? keys.Unwrap(wrapped.Take()) : null;
        if (key == null || key.Length != EventBatchFormat.MacSize) return null;
        fault = BackupFault.None;
        return new SealKeyText(stream, key);
    }

    private static BackupKeys? Keys(string[] words, string passphrase, IHmac hmac)
    {
        bool isSound = BackupKeys.TryPassphrase(words, out byte[] salt, out int iterations);
        return isSound ? BackupKeys.OfPassphrase(hmac, passphrase, salt, iterations) : null;
    }

    private static string Behind(string word, string line)
    {
        return line.StartsWith(word) ? line.Substring(word.Length) : "";
    }
}
