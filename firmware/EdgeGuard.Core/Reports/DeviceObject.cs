namespace EdgeGuard.Core;

/// <summary>The objects in which a unit says what it is, by their ids (Application Protocol V1.1b3, section 6.21): the basic and the
/// regular ones. What an extended one means, only its vendor knows.</summary>
public static class DeviceObject
{
    /// <summary>How many there are; ids begin with 0.</summary>
    public const int Count = 7;

    private static readonly string[] Names =
    {
        "vendorName", "productCode", "majorMinorRevision", "vendorUrl", "productName", "modelName", "userApplicationName",
    };

    private static readonly string[] Words =
    {
        "vendor", "product code", "revision", "URL", "product", "model", "application",
    };

    /// <summary>What people call it.</summary>
    public static string Label(int id)
    {
        return Words[id];
    }

    /// <summary>Several, bit 0 for the first; what is none of them is passed over.</summary>
    public static string Labels(int bits)
    {
        string text = "";
        for (int id = 0; id < Count; id++)
        {
            if ((bits >> id & 1) != 0) text += (text.Length > 0 ? ", " : "") + Words[id];
        }
        return text;
    }

    /// <summary>As the specification names it, in the spelling of JSON.</summary>
    public static string Name(int id)
    {
        return Names[id];
    }
}
