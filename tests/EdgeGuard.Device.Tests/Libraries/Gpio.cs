using EdgeGuard.Device.Tests.Libraries;

namespace System.Device.Gpio;

public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

[Flags]
public enum PinEventTypes
{
    None = 0,
    Rising = 1,
    Falling = 2,
}

public enum PinMode
{
    Input,
    InputPullDown,
    InputPullUp,
    Output,
}

public readonly struct PinValue
{
    private PinValue(bool isHigh)
    {
        IsHigh = isHigh;
    }

    public static PinValue High { get; } = new(true);

    public static PinValue Low { get; } = new(false);

    internal bool IsHigh { get; }
}

public sealed class PinValueChangedEventArgs
{
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    public PinEventTypes ChangeType { get; }

    public int PinNumber { get; }
}

/// <summary>The processor's pins.</summary>
public sealed class GpioController
{
    public GpioPin OpenPin(int pinNumber)
    {
        return OpenPin(pinNumber, PinMode.Input);
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        FakeHardware.Current.Refuse(pinNumber);
        var pin = new GpioPin(pinNumber);
        FakeHardware.Current.Pins.Add(pinNumber, pin);
        pin.SetPinMode(mode);
        return pin;
    }
}

/// <summary>One pin. A level written before it drives is what it drives first.</summary>
public sealed class GpioPin
{
    private bool _level;

    internal GpioPin(int number)
    {
        PinNumber = number;
    }

    public event PinValueChangedEventHandler? ValueChanged;

    public int PinNumber { get; }

    /// <summary>Of the mode set last.</summary>
    internal PinMode Mode { get; private set; }

    public void SetPinMode(PinMode value)
    {
        Mode = value;
        if (Mode == PinMode.Output) FakeHardware.Current.Driven(PinNumber, _level);
    }

    public void Write(PinValue value)
    {
        _level = value.IsHigh;
        if (Mode == PinMode.Output) FakeHardware.Current.Driven(PinNumber, _level);
    }

    /// <summary>What hangs on the pin changes its level.</summary>
    internal void Drive(PinEventTypes edge)
    {
        ValueChanged?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));
    }
}
