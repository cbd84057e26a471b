namespace EdgeGuard.Core;

/// <summary>Why a serial port cannot be used, in words.</summary>
public static class SerialFaultText
{
    /// <summary>One phrase; <c>fault N</c> for one not known here.</summary>
    public static string Of(SerialFault fault)
    {
        switch (fault)
        {
            case SerialFault.None: return "none";
            case SerialFault.Missing: return "there is no such port";
            case SerialFault.Busy: return "another program has the port";
            case SerialFault.NoPermission: return "no permission to open the port";
            case SerialFault.NotSerial: return "not a serial port";
            case SerialFault.Format: return "the port has not this baud rate or format";
            case SerialFault.Failed: return "the port failed";
            default: return "fault " + (int)fault;
        }
    }
}
