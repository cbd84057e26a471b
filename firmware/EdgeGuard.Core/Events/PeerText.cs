namespace EdgeGuard.Core;

/// <summary>Clients, and people at the console, in words.</summary>
public static class PeerText
{
    /// <summary>For example <c>Operator (CN=op1, 10.0.0.5)</c>; the NULL role is <c>no role</c>,
    /// a client without proof is marked. A person: <c>anna (technician, console)</c>.</summary>
    /// <remarks>A client that was rejected before it showed who it is has an address and nothing else.</remarks>
    public static string Text(Peer peer)
    {
        if (peer.Transport == PeerTransport.Tls && peer.Subject.Length == 0 && peer.Fingerprint.Length == 0) return Clean(peer.Address);
        if (peer.Transport == PeerTransport.Console)
        {
            return Clean(peer.Subject) + " (" + (peer.Role == null ? "" : Clean(peer.Role) + ", ") + Clean(peer.Address) + ")";
        }
        string who = peer.Role == null ? "no role" : Clean(peer.Role);
        who += " (";
        if (peer.Subject.Length > 0) who += Clean(peer.Subject) + ", ";
        who += Clean(peer.Address);
        if (peer.Transport == PeerTransport.Plain) who += ", unsafe-plain";
        if (peer.Transport == PeerTransport.Serial) who += ", serial";
        return who + ")";
    }

    /// <summary>A client that did not come in: who it says that it is. What its role would have been nobody has asked.</summary>
    public static string Stranger(Peer peer)
    {
        return (peer.Subject.Length > 0 ? Clean(peer.Subject) + ", " : "") + Clean(peer.Address);
    }

    /// <summary>Text from outside made fit for a terminal and for one line: a certificate's subject must not be able to move the
    /// cursor, colour the next line or reverse its letters.</summary>
    public static string Clean(string text)
    {
        char[] letters = text.ToCharArray();
        bool isFit = true;
        for (int i = 0; i < letters.Length; i++)
        {
            if (!IsUnfit(letters[i])) continue;
            letters[i] = '?';
            isFit = false;
        }
        return isFit ? text : new string(letters);
    }

    // Control characters, line separators, and the marks that change the direction of writing.
    private static bool IsUnfit(char c)
    {
        return c < ' '
            || (c >= 0x7F && c < 0xA0)
            || c == 0x061C
            || (c >= 0x200B && c <= 0x200F)
            || (c >= 0x2028 && c <= 0x202E)
            || (c >= 0x2060 && c <= 0x206F)
            || c == 0xFEFF;
    }
}
