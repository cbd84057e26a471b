using System.Device.Gpio;

namespace EdgeGuard.Device;

/// <summary>A pin of the processor's, driven both ways.</summary>
internal sealed class OutputPin : IOutputPin
{
    private readonly GpioPin _pin;

    /// <param name="pins">The interpreter's pins.</param>
    /// <param name="number">The pin's number on the processor.</param>
    /// <param name="isHigh">What it drives from the first moment on.</param>
    internal OutputPin(GpioController pins, int number, bool isHigh)
    {
        _pin = pins.OpenPin(number);
        // Before it drives anything, so that what hangs on it sees no other level.
        _pin.Write(isHigh ? PinValue.High : PinValue.Low);
        _pin.SetPinMode(PinMode.Output);
    }

    /// <inheritdoc/>
    public void Write(bool isHigh)
    {
        _pin.Write(isHigh ? PinValue.High : PinValue.Low);
    }
}
