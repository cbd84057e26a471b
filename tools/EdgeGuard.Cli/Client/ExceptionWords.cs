using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Exception codes in words, with what they mean behind a guard.</summary>
public static class ExceptionWords
{
    /// <summary><c>exception 01, illegal function: …</c></summary>
    public static string Of(int code)
    {
        return $"exception {code:X2}, {Meaning(code)}";
    }

    private static string Meaning(int code)
    {
        return code switch
        {
            ExceptionCode.IllegalFunction =>
                "illegal function: the policy does not allow this request (or the PLC does not know the function)",
            ExceptionCode.IllegalDataAddress => "illegal data address: the PLC has no such address",
            ExceptionCode.IllegalDataValue => "illegal data value: the PLC does not take this value or quantity",
            ExceptionCode.ServerDeviceFailure => "server device failure: the PLC could not do it",
            ExceptionCode.Acknowledge => "acknowledge: the PLC works on it and will take a while",
            ExceptionCode.ServerDeviceBusy => "server device busy: a limit that protects the PLC is reached; try again later",
            ExceptionCode.MemoryParityError => "memory parity error: the PLC's record is damaged",
            ExceptionCode.GatewayPathUnavailable => "gateway path unavailable: the guard has no connection to the PLC",
            ExceptionCode.GatewayTargetFailedToRespond =>
                "gateway target failed to respond: the PLC did not answer the guard in time, or not what was asked; the module's events "
                    + "say which",
            _ => "which the specification does not know",
        };
    }
}
