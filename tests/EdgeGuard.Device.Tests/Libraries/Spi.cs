using System.Collections.Generic;
using System.IO;
using EdgeGuard.Device.Tests.Libraries;

namespace System.Device.Spi;

public enum DataFlow
{
    MsbFirst,
    LsbFirst,
}

public enum SpiMode
{
    Mode0,
    Mode1,
    Mode2,
    Mode3,
}

public enum SpiBusConfiguration
{
    FullDuplex,
    HalfDuplex,
    Simplex,
}

/// <summary>How a device on the bus is spoken to.</summary>
public sealed class SpiConnectionSettings
{
    public SpiConnectionSettings(int busId, int chipSelectLine)
    {
        BusId = busId;
        ChipSelectLine = chipSelectLine;
    }

    public int BusId { get; }

    public int ChipSelectLine { get; }

    public SpiMode Mode { get; set; }

    public int DataBitLength { get; set; }

    public int ClockFrequency { get; set; }

    public DataFlow DataFlow { get; set; }

    public SpiBusConfiguration Configuration { get; set; }
}

/// <summary>A device on the bus: what it answers is the test's.</summary>
public sealed class SpiDevice
{
    private readonly int _chipSelectLine;

    private SpiDevice(int chipSelectLine)
    {
        _chipSelectLine = chipSelectLine;
    }

    public static SpiDevice Create(SpiConnectionSettings settings)
    {
        FakeHardware.Current.Refuse(settings.ChipSelectLine);
        FakeHardware.Current.SpiDevices.Add(settings);
        return new SpiDevice(settings.ChipSelectLine);
    }

    public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer)
    {
        if (writeBuffer.Length != readBuffer.Length || writeBuffer.Start != 0 || readBuffer.Start != 0) throw new IOException("lengths");
        FakeHardware hardware = FakeHardware.Current;
        hardware.Chips.GetValueOrDefault(_chipSelectLine, hardware.Spi)(writeBuffer.Array, readBuffer.Array, writeBuffer.Length);
    }
}
