using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Finds the blocks of a PEM file (RFC 7468). Takes what programs and people make of such files: a byte order mark, a block
/// without a line end behind it, any line ends, blanks, text between blocks. Whatever else looks like a block or a part of one is a
/// problem with its line: as many blocks are read as begin, or it is reported.</summary>
internal sealed class PemReader
{
    private const int LongestLabel = 64;
    private const int LeastBase64 = 40;
    private const int NotThere = -1;

    private static readonly byte[] Dashes = { (byte)'-', (byte)'-', (byte)'-', (byte)'-', (byte)'-' };
    private static readonly byte[] BeginWord = { (byte)'B', (byte)'E', (byte)'G', (byte)'I', (byte)'N' };
    private static readonly byte[] EndWord = { (byte)'E', (byte)'N', (byte)'D', (byte)' ' };
    private static readonly byte[][] Words =
    {
        new byte[] { (byte)'C', (byte)'E', (byte)'R', (byte)'T' },
        new byte[] { (byte)'C', (byte)'R', (byte)'L' },
        new byte[] { (byte)'K', (byte)'E', (byte)'Y' },
    };

    private readonly byte[] _file;
    private readonly ProblemList _problems;
    private PemBlock[] _blocks = new PemBlock[4];
    private int _count;

    // Lines are counted once, on the way.
    private int _countedTo;
    private int _line = 1;

    private PemReader(byte[] file, ProblemList problems)
    {
        _file = file;
        _problems = problems;
    }

    /// <summary>All blocks that can be read. Never throws.</summary>
    internal static PemBlock[] Read(byte[] file, ProblemList problems)
    {
        var reader = new PemReader(file, problems);
        if (!IsDer(file) && !reader.IsUtf16()) reader.ReadAll();
        var blocks = new PemBlock[reader._count];
        for (int i = 0; i < blocks.Length; i++) blocks[i] = reader._blocks[i];
        return blocks;
    }

    /// <summary>Whether a file holds DER and no text: a SEQUENCE with more in it than a line.</summary>
    internal static bool IsDer(byte[] file)
    {
        return file.Length > 1 && file[0] == 0x30 && file[1] >= 0x80;
    }

    // Windows' "Unicode", as PowerShell redirects into files.
    private bool IsUtf16()
    {
        if (_file.Length < 2) return false;
        bool isMarked = (_file[0] == 0xFF && _file[1] == 0xFE) || (_file[0] == 0xFE && _file[1] == 0xFF);
        bool isPlain = (_file[0] == 0) != (_file[1] == 0) && (_file[0] | _file[1]) < 0x80;
        if (isMarked || isPlain)
        {
            _problems.Error(0, 0, "", "is UTF-16 ('Unicode'), in which no block can be found", "save it as UTF-8 or ASCII");
        }
        return isMarked || isPlain;
    }

    private void ReadAll()
    {
        int at = 0;
        for (int begin = FindBegin(at); begin != NotThere; begin = FindBegin(at))
        {
            LookBetween(at, begin);
            at = ReadBlock(begin);
        }
        LookBetween(at, _file.Length);
    }

    // Returns where to go on.
    private int ReadBlock(int begin)
    {
        int line = LineAt(begin);
        string label = Label(begin + Dashes.Length + BeginWord.Length, out int content);
        if (label.Length == 0)
        {
            Error(line, "this line begins a block, and is damaged", "it must be such as '-----BEGIN CERTIFICATE-----'");
            return content;
        }
        int end = Find(Dashes, content);
        int behind = end == NotThere ? NotThere : BehindEnd(label, end);
        if (behind == NotThere)
        {
            Error(line, "the block '" + label + "' that begins here has no end", "its last line must be '-----END " + label + "-----'");
            return end == NotThere ? _file.Length : StartsWith(BeginWord, end + Dashes.Length) ? end : end + Dashes.Length;
        }
        Take(label, line, begin, content, end, behind);
        return behind;
    }

    private void Take(string label, int line, int begin, int content, int end, int behind)
    {
        int body = PemHeaders.Skip(_file, content, end, out bool isEncrypted);
        byte[]? bytes = PemBase64.Decode(_file, body, end, out int bad);
        if (bytes == null)
        {
            string problem = bad == end
                ? "characters are missing before this line"
                : "a character on this line is no Base64, so the block '" + label + "' cannot be read";
            Error(LineAt(bad), problem, "export or copy the block that begins on line " + line + " again");
            return;
        }
        if (_count == _blocks.Length) Grow();
        _blocks[_count++] = new PemBlock(label, line, bytes, isEncrypted, begin, behind);
    }

    // What stands between "-----BEGIN " and "-----", on one line; empty for nothing.
    private string Label(int at, out int behind)
    {
        behind = at;
        if (at >= _file.Length || _file[at] != ' ') return "";
        int end = at + 1;
        while (end < _file.Length && end - at <= LongestLabel && _file[end] >= ' ' && _file[end] < 0x7F && _file[end] != '-') end++;
        if (!EndsBoundary(end)) return "";
        behind = end + Dashes.Length;
        return Utf8Text.Read(_file, at + 1, end - at - 1) ?? "";
    }

    private int BehindEnd(string label, int end)
    {
        int named = end + Dashes.Length + EndWord.Length;
        if (!StartsWith(EndWord, end + Dashes.Length) || !StartsWith(Encoding.UTF8.GetBytes(label), named)) return NotThere;
        int behind = named + label.Length;
        return EndsBoundary(behind) ? behind + Dashes.Length : NotThere;
    }

    // Five dashes, none of which begins the next block: that one would be passed over.
    private bool EndsBoundary(int at)
    {
        if (!StartsWith(Dashes, at)) return false;
        int begin = FindBegin(at);
        return begin == NotThere || begin >= at + Dashes.Length;
    }

    // Text may stand between blocks; what was meant to be one must not pass for it. One problem is enough to look there.
    private void LookBetween(int from, int to)
    {
        int at = from;
        while (at < to)
        {
            int end = at;
            while (end < to && !IsLineEnd(_file[end])) end++;
            if (LookAt(at, end)) return;
            at = end + 1;
        }
    }

    private bool LookAt(int from, int to)
    {
        int line = LineAt(from);
        if (HasZero(from, to))
        {
            return Error(
                line, "from here on this is UTF-16 ('Unicode') or no text", "save everything in it as UTF-8 or ASCII, or add it again");
        }
        if (IsStrayBoundary(from, to))
        {
            return Error(
                line, "this line seems to begin or to end a block, and there is none",
                "five '-' stand on either side, as in '-----BEGIN CERTIFICATE-----'");
        }
        if (IsStrayBase64(from, to))
        {
            return Error(line, "Base64 outside a block", "before it '-----BEGIN CERTIFICATE-----' is missing, or what it is");
        }
        return false;
    }

    private bool HasZero(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (_file[i] == 0) return true;
        }
        return false;
    }

    // A dash of any kind before BEGIN or END, and what is kept in blocks behind it: four dashes, or those that word processors put.
    private bool IsStrayBoundary(int from, int to)
    {
        for (int i = from + 1; i < to; i++)
        {
            if (!IsDash(from, i - 1)) continue;
            int word = i;
            while (word < to && _file[word] == ' ') word++;
            if ((StartsWith(BeginWord, word) || StartsWith(EndWord, word)) && NamesContent(word, to)) return true;
        }
        return false;
    }

    // '-', or U+2010 … U+2015 in UTF-8.
    private bool IsDash(int from, int at)
    {
        if (_file[at] == '-') return true;
        return at - from >= 2 && _file[at - 2] == 0xE2 && _file[at - 1] == 0x80 && _file[at] >= 0x90 && _file[at] <= 0x95;
    }

    private bool NamesContent(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            for (int word = 0; word < Words.Length; word++)
            {
                if (StartsWith(Words[word], i)) return true;
            }
        }
        return false;
    }

    // The first line of any certificate or list: 'MI' is how a long SEQUENCE begins.
    private bool IsStrayBase64(int from, int to)
    {
        while (from < to && _file[from] <= ' ') from++;
        while (to > from && _file[to - 1] <= ' ') to--;
        if (to - from < LeastBase64 || _file[from] != 'M' || _file[from + 1] != 'I') return false;
        for (int i = from; i < to; i++)
        {
            if (PemBase64.Digit(_file[i]) < 0 && _file[i] != '=') return false;
        }
        return true;
    }

    private int FindBegin(int from)
    {
        int at = Find(Dashes, from);
        while (at != NotThere && !StartsWith(BeginWord, at + Dashes.Length)) at = Find(Dashes, at + 1);
        return at;
    }

    private int Find(byte[] what, int from)
    {
        for (int i = from; i <= _file.Length - what.Length; i++)
        {
            if (_file[i] == what[0] && StartsWith(what, i)) return i;
        }
        return NotThere;
    }

    private bool StartsWith(byte[] what, int at)
    {
        if (at + what.Length > _file.Length) return false;
        for (int i = 0; i < what.Length; i++)
        {
            if (_file[at + i] != what[i]) return false;
        }
        return true;
    }

    private int LineAt(int at)
    {
        while (_countedTo < at)
        {
            byte b = _file[_countedTo++];
            bool isPair = b == '\r' && _countedTo < _file.Length && _file[_countedTo] == '\n';
            if (IsLineEnd(b) && !isPair) _line++;
        }
        return _line;
    }

    private bool Error(int line, string message, string remedy)
    {
        _problems.Error(line, 0, "", message, remedy);
        return true;
    }

    private void Grow()
    {
        var larger = new PemBlock[_blocks.Length * 2];
        for (int i = 0; i < _count; i++) larger[i] = _blocks[i];
        _blocks = larger;
    }

    private static bool IsLineEnd(byte b)
    {
        return b == '\n' || b == '\r';
    }
}
