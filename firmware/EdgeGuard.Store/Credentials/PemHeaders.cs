namespace EdgeGuard.Store;

/// <summary>The lines before the content of a block that older programs write (RFC 1421 section 4.6): of use is only that the content is
/// encrypted.</summary>
internal static class PemHeaders
{
    private const string Encrypted = "ENCRYPTED";

    /// <summary>Where the content begins: behind the empty line, where there
    /// are headers. A block whose headers do not end has no content.</summary>
    internal static int Skip(byte[] file, int from, int to, out bool isEncrypted)
    {
        isEncrypted = false;
        int first = NextLine(file, from, to);
        if (!HasColon(file, first, to)) return from;
        for (int at = first; at < to; at = NextLine(file, at, to))
        {
            int end = LineEnd(file, at, to);
            if (IsBlank(file, at, end)) return end;
            isEncrypted |= Holds(file, at, end);
        }
        return from;
    }

    private static int NextLine(byte[] file, int at, int to)
    {
        at = LineEnd(file, at, to);
        if (at < to && file[at] == '\r') at++;
        if (at < to && file[at] == '\n') at++;
        return at;
    }

    private static int LineEnd(byte[] file, int at, int to)
    {
        while (at < to && file[at] != '\n' && file[at] != '\r') at++;
        return at;
    }

    private static bool HasColon(byte[] file, int at, int to)
    {
        for (; at < to && file[at] != '\n' && file[at] != '\r'; at++)
        {
            if (file[at] == ':') return true;
        }
        return false;
    }

    private static bool IsBlank(byte[] file, int at, int end)
    {
        while (at < end && file[at] <= ' ') at++;
        return at == end;
    }

    private static bool Holds(byte[] file, int at, int end)
    {
        for (; at + Encrypted.Length <= end; at++)
        {
            int same = 0;
            while (same < Encrypted.Length && file[at + same] == Encrypted[same]) same++;
            if (same == Encrypted.Length) return true;
        }
        return false;
    }
}
