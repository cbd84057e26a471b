using System.Text;

namespace EdgeGuard.Store;

/// <summary>A QR code (ISO/IEC 18004): bytes, error correction level L, versions 5 to 9. Immutable.</summary>
/// <remarks>Those versions have blocks of one length only, and hold every otpauth URI that the module makes. The mask is always number 0:
/// any mask is right, and a text of random letters leaves no large patterns that another one would have to break up.</remarks>
internal sealed class QrCode
{
    private const int FirstVersion = 5;

    // By version, from 5: data bytes of a block, error correction bytes of a block, blocks, and the alignment patterns' places.
    private static readonly int[] BlockData = { 108, 68, 78, 97, 116 };
    private static readonly int[] BlockCheck = { 26, 18, 20, 24, 30 };
    private static readonly int[] Blocks = { 1, 2, 2, 2, 2 };
    private static readonly int[][] Alignments =
    {
        new int[] { 6, 30 }, new int[] { 6, 34 }, new int[] { 6, 22, 38 }, new int[] { 6, 24, 42 }, new int[] { 6, 26, 46 },
    };

    private readonly int _version;
    private readonly bool[] _dark;
    private readonly bool[] _fixed;

    private QrCode(int version)
    {
        _version = version;
        Size = 17 + 4 * version;
        _dark = new bool[Size * Size];
        _fixed = new bool[Size * Size];
    }

    /// <summary>Modules a side.</summary>
    internal int Size { get; }

    /// <summary>Null when the text is too long.</summary>
    internal static QrCode? Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < BlockData.Length; i++)
        {
            // Four bits of mode and eight of length come before, four of end behind.
            if (bytes.Length + 2 > BlockData[i] * Blocks[i]) continue;
            var code = new QrCode(FirstVersion + i);
            code.DrawPatterns(Alignments[i]);
            code.DrawData(Interleaved(Padded(bytes, BlockData[i] * Blocks[i]), BlockData[i], BlockCheck[i], Blocks[i]));
            code.Mask();
            return code;
        }
        return null;
    }

    /// <summary>Whether a module is dark; what is outside is light.</summary>
    internal bool IsDark(int x, int y)
    {
        return x >= 0 && y >= 0 && x < Size && y < Size && _dark[y * Size + x];
    }

    private static byte[] Padded(byte[] bytes, int length)
    {
        var data = new byte[length];
        data[0] = (byte)(0x40 | bytes.Length >> 4);
        data[1] = (byte)((bytes.Length & 15) << 4);
        for (int i = 0; i < bytes.Length; i++)
        {
            data[i + 1] |= (byte)(bytes[i] >> 4);
            data[i + 2] = (byte)((bytes[i] & 15) << 4);
        }
        for (int i = bytes.Length + 2; i < length; i++) data[i] = (i - bytes.Length) % 2 == 0 ? (byte)0xEC : (byte)0x11;
        return data;
    }

    // Bytes of all blocks in turn, then their error correction in turn.
    private static byte[] Interleaved(byte[] data, int blockData, int blockCheck, int blocks)
    {
        var all = new byte[blocks * (blockData + blockCheck)];
        byte[] generator = Generator(blockCheck);
        for (int block = 0; block < blocks; block++)
        {
            byte[] check = Remainder(data, block * blockData, blockData, generator);
            for (int i = 0; i < blockData; i++) all[i * blocks + block] = data[block * blockData + i];
            for (int i = 0; i < blockCheck; i++) all[(blockData + i) * blocks + block] = check[i];
        }
        return all;
    }

    // The product of (x - 2^i), without its leading one.
    private static byte[] Generator(int degree)
    {
        var generator = new byte[degree];
        generator[degree - 1] = 1;
        byte root = 1;
        for (int i = 0; i < degree; i++)
        {
            for (int j = 0; j < degree; j++)
            {
                generator[j] = Multiply(generator[j], root);
                if (j + 1 < degree) generator[j] ^= generator[j + 1];
            }
            root = Multiply(root, 2);
        }
        return generator;
    }

    private static byte[] Remainder(byte[] data, int offset, int count, byte[] generator)
    {
        var rest = new byte[generator.Length];
        for (int i = 0; i < count; i++)
        {
            byte factor = (byte)(data[offset + i] ^ rest[0]);
            for (int j = 1; j < rest.Length; j++) rest[j - 1] = rest[j];
            rest[rest.Length - 1] = 0;
            for (int j = 0; j < rest.Length; j++) rest[j] ^= Multiply(generator[j], factor);
        }
        return rest;
    }

    // In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.
    private static byte Multiply(byte a, byte b)
    {
        int product = 0;
        for (int i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= (b >> i & 1) * a;
        }
        return (byte)product;
    }

    private void Set(int x, int y, bool isDark)
    {
        _dark[y * Size + x] = isDark;
        _fixed[y * Size + x] = true;
    }

    private void DrawPatterns(int[] alignments)
    {
        for (int i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        DrawFinder(3, 3);
        DrawFinder(Size - 4, 3);
        DrawFinder(3, Size - 4);
        int last = alignments.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            for (int j = 0; j <= last; j++)
            {
                bool isFinder = (i == 0 && j == 0) || (i == 0 && j == last) || (i == last && j == 0);
                if (!isFinder) DrawAlignment(alignments[i], alignments[j]);
            }
        }
        DrawFormat();
        if (_version >= 7) DrawVersion();
    }

    private void DrawFinder(int x, int y)
    {
        for (int dy = -4; dy <= 4; dy++)
        {
            for (int dx = -4; dx <= 4; dx++)
            {
                int distance = Distance(dx, dy);
                bool isInside = x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size;
                if (isInside) Set(x + dx, y + dy, distance != 2 && distance != 4);
            }
        }
    }

    private void DrawAlignment(int x, int y)
    {
        for (int dy = -2; dy <= 2; dy++)
        {
            for (int dx = -2; dx <= 2; dx++) Set(x + dx, y + dy, Distance(dx, dy) != 1);
        }
    }

    private static int Distance(int dx, int dy)
    {
        int x = dx < 0 ? -dx : dx;
        int y = dy < 0 ? -dy : dy;
        return x > y ? x : y;
    }

    // Level L (01) and mask 0, with their BCH code, under the standard's pattern.
    private void DrawFormat()
    {
        const int data = 1 << 3;
        int rest = data;
        for (int i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        int bits = (data << 10 | rest) ^ 0x5412;
        for (int i = 0; i <= 5; i++) Set(8, i, Bit(bits, i));
        Set(8, 7, Bit(bits, 6));
        Set(8, 8, Bit(bits, 7));
        Set(7, 8, Bit(bits, 8));
        for (int i = 9; i < 15; i++) Set(14 - i, 8, Bit(bits, i));
        for (int i = 0; i < 8; i++) Set(Size - 1 - i, 8, Bit(bits, i));
        for (int i = 8; i < 15; i++) Set(8, Size - 15 + i, Bit(bits, i));
        Set(8, Size - 8, true);
    }

    private void DrawVersion()
    {
        int rest = _version;
        for (int i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        int bits = _version << 12 | rest;
        for (int i = 0; i < 18; i++)
        {
            Set(Size - 11 + i % 3, i / 3, Bit(bits, i));
            Set(i / 3, Size - 11 + i % 3, Bit(bits, i));
        }
    }

    private static bool Bit(int bits, int index)
    {
        return (bits >> index & 1) != 0;
    }

    // Two columns at a time from the right, up and down in turn; the column of the timing pattern is left out.
    private void DrawData(byte[] data)
    {
        int at = 0;
        for (int right = Size - 1; right >= 1; right -= 2)
        {
            if (right == 6) right = 5;
            bool isUpward = (right + 1 & 2) == 0;
            for (int step = 0; step < Size; step++)
            {
                int y = isUpward ? Size - 1 - step : step;
                at = DrawBit(right, y, data, at);
                at = DrawBit(right - 1, y, data, at);
            }
        }
    }

    private int DrawBit(int x, int y, byte[] data, int at)
    {
        if (_fixed[y * Size + x] || at >= data.Length * 8) return at;
        _dark[y * Size + x] = Bit(data[at / 8], 7 - at % 8);
        return at + 1;
    }

    private void Mask()
    {
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                int at = y * Size + x;
                if (!_fixed[at] && (x + y) % 2 == 0) _dark[at] = !_dark[at];
            }
        }
    }
}
