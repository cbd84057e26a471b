namespace EdgeGuard.Policy;

/// <summary>Characters that text programs put in place of others, and that look the same to whoever wrote the line.</summary>
internal static class LookAlike
{
    private const char LastPlain = '\u007F';

    /// <summary>Dashes of all lengths, and the minus sign.</summary>
    internal static bool IsDash(char c)
    {
        return c > LastPlain && ((c >= '\u2010' && c <= '\u2015') || c == '\u2212');
    }

    /// <summary>Blanks that do not break a line, and those of other widths.</summary>
    internal static bool IsBlank(char c)
    {
        return c > LastPlain && (c == '\u00A0' || (c >= '\u2000' && c <= '\u200A') || c == '\u202F' || c == '\u3000');
    }
}
