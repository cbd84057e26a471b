namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>What comes back on the bus.</summary>
internal enum ChipAnswer
{
    Right,

    /// <summary>Nothing drives the line, and a resistor pulls it up.</summary>
    AllOnes,

    /// <summary>Nothing drives the line, and a resistor pulls it down.</summary>
    AllZeros,

    /// <summary>The SPI driver throws.</summary>
    BusFails,
}
