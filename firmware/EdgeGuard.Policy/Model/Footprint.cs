namespace EdgeGuard.Policy;

/// <summary>What things take on the device's heap, bytes: it is made of blocks of 12.
/// Tests compare what is reckoned by it with the objects that there are.</summary>
public static class Footprint
{
    /// <summary>Bytes of a block: an object's head, and each of its fields, whatever it holds.</summary>
    public const int Block = 12;

    /// <summary>The largest that one object can be: 65,535 blocks.</summary>
    public const int LargestObject = 65_535 * Block;

    /// <summary>An object with so many fields, those of what it derives from among them.</summary>
    public static int Instance(int fields)
    {
        return Block + Block * fields;
    }

    /// <summary>An array of so many numbers of so many bytes each.</summary>
    public static int Array(int count, int size)
    {
        return Block + (count * size + Block - 1) / Block * Block;
    }

    /// <summary>An array of so many references.</summary>
    public static int References(int count)
    {
        return Block + Block * count;
    }

    /// <summary>A text: it is kept as UTF-8 there, a byte a letter as a rule, with a byte at its end.</summary>
    public static int Text(string text)
    {
        return Array(text.Length + 1, 1);
    }
}
