namespace EdgeGuard.Modbus;

/// <summary>The sub-functions of 8, Diagnostics (MODBUS Application Protocol V1.1b3, section 6.8.1).</summary>
public static class DiagnosticsCode
{
    public const int ReturnQueryData = 0;

    /// <summary>Restarts the port and may clear its log.</summary>
    public const int RestartCommunications = 1;
    public const int ReturnDiagnosticRegister = 2;
    public const int ChangeAsciiDelimiter = 3;

    /// <summary>Takes the device off the line until it is restarted. It is not answered.</summary>
    public const int ForceListenOnly = 4;
    public const int ClearCounters = 10;
    public const int ReturnBusMessageCount = 11;
    public const int ReturnCharacterOverrunCount = 18;
    public const int ClearOverrun = 20;

    /// <summary>False for the numbers that the specification reserves: 5…9, 19 and all from 21.</summary>
    public static bool IsPublic(int subFunction)
    {
        return subFunction <= ForceListenOnly
            || (subFunction >= ClearCounters && subFunction <= ReturnCharacterOverrunCount)
            || subFunction == ClearOverrun;
    }

    /// <summary>True where the response repeats the request; the others return a word of the device's.</summary>
    public static bool IsEchoed(int subFunction)
    {
        return subFunction == ReturnQueryData
            || subFunction == RestartCommunications
            || subFunction == ChangeAsciiDelimiter
            || subFunction == ForceListenOnly
            || subFunction == ClearCounters
            || subFunction == ClearOverrun;
    }
}
