using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device;

/// <summary>The ESP32's own timer, which counts microseconds.</summary>
internal sealed class Esp32Timer : IMicrosecondCounter
{
    /// <inheritdoc/>
    public long Microseconds
    {
        get { return (long)HighResTimer.GetCurrent(); }
    }
}
