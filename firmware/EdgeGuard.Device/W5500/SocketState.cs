namespace EdgeGuard.Device;

/// <summary>What a socket's state register may say.</summary>
internal static class SocketState
{
    internal const byte Closed = 0x00;
    internal const byte Initialized = 0x13;
    internal const byte Listen = 0x14;
    internal const byte SynSent = 0x15;
    internal const byte SynReceived = 0x16;
    internal const byte Established = 0x17;
    internal const byte FinWait = 0x18;
    internal const byte Closing = 0x1A;
    internal const byte TimeWait = 0x1B;

    /// <summary>The other end has closed; what it sent before may still be there to read.</summary>
    internal const byte CloseWait = 0x1C;

    internal const byte LastAck = 0x1D;

    /// <summary>Whether the chip can say so at all, as a TCP client. Other numbers are noise on the bus.</summary>
    internal static bool IsKnown(byte state)
    {
        switch (state)
        {
            case Closed:
            case Initialized:
            case SynSent:
            case SynReceived:
            case Established:
            case FinWait:
            case Closing:
            case TimeWait:
            case CloseWait:
            case LastAck:
                return true;
            default:
                return false;
        }
    }
}
