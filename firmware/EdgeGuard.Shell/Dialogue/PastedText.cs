using System.Text;
using EdgeGuard.Policy;
using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>A text of many lines as it comes, until a line that is <c>end</c> alone. One that is too long is read to its end.</summary>
internal sealed class PastedText
{
    private readonly StringBuilder _text = TextBuilder.New();
    private readonly int _limit;
    private int _tooLong;

    /// <param name="limit">How many characters it may have.</param>
    internal PastedText(int limit)
    {
        _limit = limit;
    }

    internal int Lines { get; private set; }

    internal string Text
    {
        get { return _text.ToString(); }
    }

    /// <summary>Takes a line. False: it is the end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="overflow">How many of its characters did not fit.</param>
    internal bool Take(string line, int overflow)
    {
        if (overflow == 0 && line.Trim() == "end") return false;
        Lines++;
        if (overflow > 0 && _tooLong == 0) _tooLong = Lines;
        if (_text.Length <= _limit) _text.Append(line).Append('\n');
        return true;
    }

    /// <summary>Why the text cannot be taken; empty when it can.</summary>
    /// <param name="remedy">What to do.</param>
    internal string Problem(out string remedy)
    {
        remedy = "nothing was taken; break it and paste again";
        if (_tooLong > 0) return "line " + _tooLong + " is longer than " + LineEditor.MaxLength + " characters";
        remedy = "nothing was taken; shorten it";
        return _text.Length > _limit ? "the text has more than " + _limit + " characters, in " + Lines + " lines" : "";
    }
}
