namespace EdgeGuard.Device;

/// <summary>Addresses in the common register block, and what stands in them (W5500 datasheet V1.0.9, section 4.1).</summary>
internal static class CommonRegister
{
    /// <summary>Gateway (4 bytes), mask (4), MAC address (6), own address (4), one after the other.</summary>
    internal const int Addresses = 0x0001;

    /// <summary>Which sockets have an interrupt pending, one bit each.</summary>
    internal const int SocketInterrupts = 0x0017;

    /// <summary>Which of them pull the interrupt pin.</summary>
    internal const int SocketInterruptMask = 0x0018;

    /// <summary>Time before the first retransmission (2 bytes, units of 100 µs); the count of them follows.</summary>
    internal const int RetryTime = 0x0019;

    /// <summary>State of the PHY: <see cref="PhyLink"/>, <see cref="Phy100"/>, <see cref="PhyFullDuplex"/>.</summary>
    internal const int Phy = 0x002E;

    /// <summary>Always <see cref="Version"/>.</summary>
    internal const int ChipVersion = 0x0039;

    internal const byte Version = 0x04;

    /// <summary>The bits of the PHY's state that are the same as long as nobody writes them.</summary>
    internal const byte PhyFixed = 0xC0;

    /// <summary>What they are: out of reset, and configured by the chip's pins. A bus that nobody drives says something else.</summary>
    internal const byte PhyRunning = 0x80;

    internal const byte PhyLink = 0x01;
    internal const byte Phy100 = 0x02;
    internal const byte PhyFullDuplex = 0x04;
}
