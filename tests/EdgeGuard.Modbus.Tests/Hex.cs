namespace EdgeGuard.Modbus.Tests;

/// <summary>Bytes as a reviewer reads them: "03 0000 000A". Blanks and bars are for the eye; "00*250" is 250 of them.</summary>
internal static class Hex
{
    internal static byte[] Bytes(string text)
    {
        byte[] bytes = new byte[Fill(text, null)];
        Fill(text, bytes);
        return bytes;
    }

    // Without a buffer it only counts.
    private static int Fill(string text, byte[]? into)
    {
        int count = 0;
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ' || text[at] == '|')
            {
                at++;
                continue;
            }

            byte value = (byte)(Digit(text[at]) << 4 | Digit(text[at + 1]));
            at += 2;
            for (int left = Repeats(text, ref at); left > 0; left--)
            {
                if (into != null)
                {
                    into[count] = value;
                }

                count++;
            }
        }

        return count;
    }

    private static int Repeats(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '*')
        {
            return 1;
        }

        int count = 0;
        for (at++; at < text.Length && text[at] != ' '; at++)
        {
            count = count * 10 + Digit(text[at]);
        }

        return count;
    }

    private static int Digit(char c)
    {
        return c <= '9' ? c - '0' : c - 'A' + 10;
    }
}
