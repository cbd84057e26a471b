namespace EdgeGuard.Store;

/// <summary>A QR code as lines of half-block characters, dark on light for a terminal that writes light on dark. Pure.</summary>
public static class QrPicture
{
    // The standard's quiet zone is four; scanners of phones do with two on a screen.
    private const int Quiet = 2;

    /// <summary>The lines; none when the text is too long.</summary>
    public static string[] Lines(string text)
    {
        QrCode? code = QrCode.Encode(text);
        if (code == null) return new string[0];
        int size = code.Size + 2 * Quiet;
        var lines = new string[(size + 1) / 2];
        for (int i = 0; i < lines.Length; i++)
        {
            var line = new char[size];
            for (int x = 0; x < size; x++)
            {
                bool upper = code.IsDark(x - Quiet, 2 * i - Quiet);
                bool lower = 2 * i + 1 >= size || code.IsDark(x - Quiet, 2 * i + 1 - Quiet);
                line[x] = upper ? (lower ? ' ' : '\u2584') : (lower ? '\u2580' : '\u2588');
            }
            lines[i] = new string(line);
        }
        return lines;
    }
}
