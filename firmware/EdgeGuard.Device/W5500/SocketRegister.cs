namespace EdgeGuard.Device;

/// <summary>Addresses in a socket's register block (W5500 datasheet V1.0.9, section 4.2). Two bytes are high byte first.</summary>
internal static class SocketRegister
{
    internal const int Mode = 0x00;
    internal const int Command = 0x01;

    /// <summary><see cref="SocketInterrupt"/>; a 1 that is written clears its bit.</summary>
    internal const int Interrupts = 0x02;

    internal const int State = 0x03;
    internal const int SourcePort = 0x04;

    /// <summary>4 bytes; the destination port (2 bytes) follows.</summary>
    internal const int Destination = 0x0C;

    /// <summary>2 bytes: what can be written to the transmit buffer.</summary>
    internal const int TransmitFree = 0x20;

    /// <summary>2 bytes: where the next byte is to be written. The chip sets it while it connects: read before each use.</summary>
    internal const int TransmitWrite = 0x24;

    /// <summary>2 bytes: what stands in the receive buffer.</summary>
    internal const int Received = 0x26;

    /// <summary>2 bytes: where the next byte is to be read.</summary>
    internal const int ReceiveRead = 0x28;

    internal const int InterruptMask = 0x2C;

    /// <summary>Seconds divided by five between keep-alive packets; 0: none.</summary>
    internal const int KeepAlive = 0x2F;
}
