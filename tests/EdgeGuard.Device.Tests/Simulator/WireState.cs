namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>How a TCP connection stands, as the stack in the chip sees it.</summary>
internal enum WireState
{
    Connecting,
    Open,

    /// <summary>The other end sent a FIN, and everything before it has been taken.</summary>
    ClosedByPeer,

    /// <summary>The other end refused it, or sent a RST.</summary>
    Reset,
}
