namespace EdgeGuard.Device;

/// <summary>One pin that the module drives. Any thread; never throws.</summary>
public interface IOutputPin
{
    /// <summary>Drives the pin: true is the supply voltage, whatever that means to what hangs on it.</summary>
    void Write(bool isHigh);
}
