namespace EdgeGuard.Core;

/// <summary>The one table of how a <see cref="PlcState"/> is written.</summary>
public static class PlcStateText
{
    /// <summary>Its lasting name, for machines; <c>state-N</c> for one not known here.</summary>
    public static string Name(PlcState state)
    {
        switch (state)
        {
            case PlcState.Unknown: return "unknown";
            case PlcState.Answers: return "answers";
            case PlcState.Unreachable: return "unreachable";
            case PlcState.Silent: return "silent";
            case PlcState.HangsUp: return "hangs-up";
            case PlcState.NotModbus: return "not-modbus";
            case PlcState.Noisy: return "noisy";
            case PlcState.Released: return "released";
            default: return "state-" + (int)state;
        }
    }

    /// <summary>What it does, for people; what somebody has to look after in capitals.</summary>
    public static string Of(PlcState state)
    {
        switch (state)
        {
            case PlcState.Unknown: return "not asked yet";
            case PlcState.Answers: return "answers";
            case PlcState.Unreachable: return "NOT REACHABLE";
            case PlcState.Silent: return "reachable, DOES NOT ANSWER";
            case PlcState.HangsUp: return "ENDS EACH CONNECTION before it answers";
            case PlcState.NotModbus: return "SPEAKS NO MODBUS/TCP";
            case PlcState.Noisy: return "NEVER FALLS SILENT";
            case PlcState.Released: return "RELEASED";
            default: return "state " + (int)state;
        }
    }

    /// <summary>Whether clients get no answers, and somebody should look.</summary>
    public static bool IsTrouble(PlcState state)
    {
        return state != PlcState.Unknown && state != PlcState.Answers && state != PlcState.Released;
    }
}
