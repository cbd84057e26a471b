using System.Text.RegularExpressions;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A board's file, and copies of it that a test has broken.</summary>
internal sealed record BoardText(string Text)
{
    /// <summary>Its lines without what KiCad fills zones with: threads do that, and not always alike. KiCad's check measures the fills.
    /// </summary>
    internal string[] Unfilled => Regex.Replace(Text, @"\t\t\(filled_polygon\n(?:\t\t\t.*\n)*\t\t\)\n", "").Split('\n');

    /// <summary>A copy with something more.</summary>
    /// <param name="item">As the file has it, with NUMBER for the net's.</param>
    /// <param name="net">Its net.</param>
    internal BoardText With(string item, string net)
    {
        int end = Text.LastIndexOf(')');
        return new BoardText(Text[..end] + "\t" + item.Replace("NUMBER", NumberOf(net)) + "\n)\n");
    }

    /// <summary>A copy in which a net has no tracks.</summary>
    internal BoardText WithoutTracks(string net)
    {
        string track = $@"\t\(segment\n(?:\t\t\((?!net )[^\n]*\n)*\t\t\(net {NumberOf(net)}\)\n(?:\t\t\([^\n]*\n)*\t\)\n";
        return new BoardText(Regex.Replace(Text, track, ""));
    }

    private string NumberOf(string net)
    {
        return Regex.Match(Text, $@"\(net (\d+) ""{Regex.Escape(net)}""\)").Groups[1].Value;
    }
}
