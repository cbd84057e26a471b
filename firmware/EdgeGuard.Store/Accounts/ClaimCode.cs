using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>The code on the label: who holds the module in his hands may make
/// its first account. 60 random bits as <c>4K7T-09WX-M2QD</c>.</summary>
public static class ClaimCode
{
    // Crockford's: without the letters I, L, O and U, which are misread.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;
    private const int Group = 4;

    /// <summary>A new code.</summary>
    public static string Create(IRandom random)
    {
        var bytes = new byte[8];
        random.Fill(bytes, 0, bytes.Length);
        return Grouped(Base32.Encode(bytes, Alphabet).Substring(0, Letters));
    }

    /// <summary>Whether a person typed the code of the label, in whatever case and groups.</summary>
    public static bool Matches(string typed, string label)
    {
        byte[] a = Encoding.UTF8.GetBytes(Plain(typed));
        byte[] b = Encoding.UTF8.GetBytes(Plain(label));
        return b.Length >= Letters && ConstantTime.Equal(a, b);
    }

    private static string Grouped(string letters)
    {
        string text = letters.Substring(0, Group);
        for (int i = Group; i < letters.Length; i += Group) text += "-" + letters.Substring(i, Group);
        return text;
    }

    /// <summary>What counts of a code as it was typed.</summary>
    public static string Plain(string code)
    {
        char[] typed = code.ToCharArray();
        int count = 0;
        for (int i = 0; i < typed.Length; i++)
        {
            char c = AsciiCase.Upper(typed[i]);
            if (c == '-' || c == ' ') continue;
            if (c == 'O') c = '0';
            if (c == 'I' || c == 'L') c = '1';
            typed[count++] = c;
        }
        return new string(typed, 0, count);
    }
}
