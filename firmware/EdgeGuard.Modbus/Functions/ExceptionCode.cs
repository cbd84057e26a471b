namespace EdgeGuard.Modbus;

/// <summary>Exception codes of MODBUS Application Protocol V1.1b3, section 7.</summary>
public static class ExceptionCode
{
    /// <summary>01: also what EdgeGuard answers to every refused request (MB-TCP-Security R-31).</summary>
    public const byte IllegalFunction = 1;
    public const byte IllegalDataAddress = 2;
    public const byte IllegalDataValue = 3;
    public const byte ServerDeviceFailure = 4;
    public const byte Acknowledge = 5;

    /// <summary>06: what EdgeGuard answers when a limit that protects the PLC is reached.</summary>
    public const byte ServerDeviceBusy = 6;
    public const byte MemoryParityError = 8;

    /// <summary>0A: what EdgeGuard answers when it has no path to the PLC.</summary>
    public const byte GatewayPathUnavailable = 10;

    /// <summary>0B: what EdgeGuard answers when the PLC did not answer in time, or answered wrongly.</summary>
    public const byte GatewayTargetFailedToRespond = 11;
}
