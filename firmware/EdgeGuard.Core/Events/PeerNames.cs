using System;
using System.Text;

namespace EdgeGuard.Core;

/// <summary>The names of peers as a batch carries them, numbered from 1 in the order in which they are first mentioned: see
/// <see cref="EventBatchFormat"/>. Not thread-safe.</summary>
public sealed class PeerNames
{
    private readonly byte[] _names;
    private readonly Peer?[] _named;
    private int _count;

    /// <param name="bytes">Bytes of all names at most.</param>
    /// <param name="most">How many there may be.</param>
    public PeerNames(int bytes, int most)
    {
        _names = new byte[bytes];
        _named = new Peer?[most];
    }

    /// <summary>Bytes of the names that there are.</summary>
    public int Bytes { get; private set; }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        Array.Clear(_named, 0, _count);
        _count = 0;
        Bytes = 0;
    }

    /// <summary>The number of a peer, which gets one if it has none. False: a name so long has no room, and nothing changed.</summary>
    public bool TryName(Peer peer, int room, out int number)
    {
        for (int i = 0; i < _count; i++)
        {
            number = i + 1;
            if (PeerIdentity.Same(_named[i], peer)) return true;
        }

        byte[] role = Utf8(peer.Role == null ? "" : peer.Role);
        byte[] subject = Utf8(peer.Subject);
        byte[] address = Utf8(peer.Address);
        byte[] fingerprint = Utf8(peer.Fingerprint);
        number = _count + 1;
        if (6 + role.Length + subject.Length + address.Length + fingerprint.Length > room) return false;

        _named[_count++] = peer;
        _names[Bytes++] = (byte)peer.Transport;
        _names[Bytes++] = (byte)(peer.Role == null ? 0 : 1);
        Put(role);
        Put(subject);
        Put(address);
        Put(fingerprint);
        return true;
    }

    /// <summary>Writes how many there are, and each. Returns where they end.</summary>
    public int CopyTo(byte[] buffer, int at)
    {
        BigEndian.Put16(buffer, at, _count);
        Array.Copy(_names, 0, buffer, at + 2, Bytes);
        return at + 2 + Bytes;
    }

    private void Put(byte[] text)
    {
        _names[Bytes++] = (byte)text.Length;
        Array.Copy(text, 0, _names, Bytes, text.Length);
        Bytes += text.Length;
    }

    private static byte[] Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            // Whoever reads a batch takes no U+0000, and a client's certificate may have one.
            if (bytes[i] == 0) bytes[i] = (byte)'?';
        }
        if (bytes.Length <= EventBatchFormat.MaxText) return bytes;

        // Cut before the first byte of a character, and leave room for the three bytes of U+2026.
        int keep = EventBatchFormat.MaxText - 3;
        while ((bytes[keep] & 0xC0) == 0x80) keep--;
        byte[] cut = new byte[keep + 3];
        Array.Copy(bytes, 0, cut, 0, keep);
        cut[keep] = 0xE2;
        cut[keep + 1] = 0x80;
        cut[keep + 2] = 0xA6;
        return cut;
    }
}
