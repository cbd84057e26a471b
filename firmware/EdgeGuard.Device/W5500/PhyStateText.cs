namespace EdgeGuard.Device;

/// <summary>The state of the cable in words.</summary>
public static class PhyStateText
{
    /// <summary>One phrase; <c>state N</c> for one not known here.</summary>
    public static string Of(PhyState state)
    {
        switch (state)
        {
            case PhyState.Unknown: return "the chip does not answer";
            case PhyState.Down: return "no link";
            case PhyState.Up10Half: return "10 Mbit/s half duplex";
            case PhyState.Up10Full: return "10 Mbit/s full duplex";
            case PhyState.Up100Half: return "100 Mbit/s half duplex";
            case PhyState.Up100Full: return "100 Mbit/s full duplex";
            default: return "state " + (int)state;
        }
    }
}
