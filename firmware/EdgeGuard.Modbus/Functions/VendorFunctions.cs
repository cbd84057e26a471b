namespace EdgeGuard.Modbus;

/// <summary>The function codes that vendors program PLCs with: group <c>programming</c>.</summary>
/// <remarks>They carry programs and firmware: nothing in them can be judged, only allowed whole or refused by name. Outside
/// the specification, which leaves 65-72 and 100-110 to vendors; these are the ones that common engineering tools use.</remarks>
public static class VendorFunctions
{
    /// <summary>All of them, in order.</summary>
    public static byte[] Programming()
    {
        return new byte[] { 40, 42, 90, 125, 126 };
    }

    /// <summary>What a code is known to do; <c>function outside the specification</c> for the others.</summary>
    public static string Name(int code)
    {
        switch (code)
        {
            case 40: return "program (Modicon Concept)";
            case 42: return "symbol table (Modicon Concept)";
            case 90: return "program (Schneider Unity, UMAS)";
            case 125: return "firmware replacement (Modicon)";
            case 126: return "program (Modicon 584/984)";
            default: return "function outside the specification";
        }
    }
}
