using System.Device.Gpio;

namespace EdgeGuard.Device;

/// <summary>A pin that says, by falling, that somebody must look. The interpreter calls from a thread of its own.</summary>
internal sealed class InterruptPin
{
    private readonly GpioPin _pin;
    private readonly FallHandler _fallen;

    internal InterruptPin(GpioController pins, int number, FallHandler fallen)
    {
        _fallen = fallen;
        _pin = pins.OpenPin(number, PinMode.Input);
        _pin.ValueChanged += Changed;
    }

    private void Changed(object sender, PinValueChangedEventArgs e)
    {
        if (e.ChangeType == PinEventTypes.Falling) _fallen();
    }
}
