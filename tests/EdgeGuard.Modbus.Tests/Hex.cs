namespace EdgeGuard.Modbus.Tests;

/// <summary>Bytes as a reviewer reads them: "03 0000 000A". Blanks and bars are for the eye.</summary>
internal static class Hex
{
    internal static byte[] Bytes(string text)
    {
        byte[] buffer = new byte[text.Length];
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == ' ' || c == '|')
            {
                continue;
            }

            buffer[digits / 2] = (byte)(buffer[digits / 2] << 4 | Digit(c));
            digits++;
        }

        byte[] bytes = new byte[digits / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = buffer[i];
        }

        return bytes;
    }

    private static int Digit(char c)
    {
        return c <= '9' ? c - '0' : c - 'A' + 10;
    }
}
