namespace EdgeGuard.Board.Drawing;

/// <summary>A line of text on a sheet.</summary>
/// <param name="Text">Its letters.</param>
/// <param name="X">Its middle, in steps.</param>
/// <param name="Y">Its middle, in steps.</param>
public sealed record Word(string Text, double X, double Y)
{
    // KiCad's letters of 1.27 mm, on average.
    private const double LetterWidth = 0.9;
    private const double LetterHeight = 1.1;

    /// <summary>Steps that a text takes.</summary>
    public static double Width(string text)
    {
        return text.Length * LetterWidth;
    }

    /// <summary>What it covers.</summary>
    public Area Area => new(X - Width(Text) / 2, Y - LetterHeight / 2, X + Width(Text) / 2, Y + LetterHeight / 2);
}
