using System.IO;
using System.Text;

namespace EdgeGuard.Telemetry;

/// <summary>A line of a text of which nobody knows how long it is: the library's has no bound, and does not tell an end that is missing.
/// Lines end with LF.</summary>
/// <param name="Text">Without its end; never more than was asked for.</param>
/// <param name="End">How it ended.</param>
public sealed record BoundedLine(string Text, BoundedLineEnd End)
{
    /// <summary>Reads the next one; null behind the last.</summary>
    /// <param name="input">Where.</param>
    /// <param name="most">Most characters; one that has more is read no further.</param>
    public static BoundedLine? Read(TextReader input, int most)
    {
        var text = new StringBuilder();
        for (int c = input.Read(); c >= 0; c = input.Read())
        {
            if (c == '\n') return new BoundedLine(text.ToString(), BoundedLineEnd.Whole);
            if (text.Length == most) return new BoundedLine(text.ToString(), BoundedLineEnd.TooLong);
            text.Append((char)c);
        }
        return text.Length == 0 ? null : new BoundedLine(text.ToString(), BoundedLineEnd.Missing);
    }
}
