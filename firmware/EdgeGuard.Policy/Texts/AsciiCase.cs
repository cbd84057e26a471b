namespace EdgeGuard.Policy;

/// <summary>Capital and small letters of ASCII, and no others: the interpreter knows none, and host and device must agree.</summary>
public static class AsciiCase
{
    private const int Distance = 'a' - 'A';

    /// <summary>The text with A to Z made small.</summary>
    public static string Lower(string text)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] >= 'A' && letters[i] <= 'Z') letters[i] = (char)(letters[i] + Distance);
        }
        return new string(letters);
    }

    /// <summary>The character, made a capital where it is one of a to z.</summary>
    public static char Upper(char c)
    {
        return c >= 'a' && c <= 'z' ? (char)(c - Distance) : c;
    }
}
