using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Which lines differ between two texts, the fewest there are. Pure.</summary>
public static class TextDifference
{
    // Cells of the table that finds the fewest: what the device has to spare for a moment.
    private const int MaxCells = 65_536;

    /// <summary>Lines of the new text with <c>+</c> before them and of the
    /// old with <c>-</c>, in order. Empty: the texts are the same.</summary>
    public static string[] Lines(string before, string after)
    {
        string[] old = TextLines.Of(before);
        string[] @new = TextLines.Of(after);
        int head = 0;
        while (head < old.Length && head < @new.Length && old[head] == @new[head]) head++;
        int tail = 0;
        while (tail < old.Length - head && tail < @new.Length - head && old[old.Length - 1 - tail] == @new[@new.Length - 1 - tail]) tail++;
        return Middle(old, @new, head, old.Length - head - tail, @new.Length - head - tail);
    }

    private static string[] Middle(string[] old, string[] @new, int head, int olds, int news)
    {
        ushort[]? common = (olds + 1) * (news + 1) <= MaxCells ? Common(old, @new, head, olds, news) : null;
        var lines = new string[olds + news];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < olds || j < news)
        {
            if (common != null && i < olds && j < news && old[head + i] == @new[head + j])
            {
                i++;
                j++;
            }
            else if (i < olds && (j == news || common == null || common[(i + 1) * (news + 1) + j] >= common[i * (news + 1) + j + 1]))
            {
                lines[count++] = "-" + old[head + i++];
            }
            else
            {
                lines[count++] = "+" + @new[head + j++];
            }
        }
        var exact = new string[count];
        for (int k = 0; k < count; k++) exact[k] = lines[k];
        return exact;
    }

    // Length of the longest common subsequence of what follows each pair of lines.
    private static ushort[] Common(string[] old, string[] @new, int head, int olds, int news)
    {
        int width = news + 1;
        var length = new ushort[(olds + 1) * width];
        for (int i = olds - 1; i >= 0; i--)
        {
            for (int j = news - 1; j >= 0; j--)
            {
                ushort down = length[(i + 1) * width + j];
                ushort right = length[i * width + j + 1];
                bool isSame = old[head + i] == @new[head + j];
                length[i * width + j] = isSame ? (ushort)(length[(i + 1) * width + j + 1] + 1) : down > right ? down : right;
            }
        }
        return length;
    }
}
