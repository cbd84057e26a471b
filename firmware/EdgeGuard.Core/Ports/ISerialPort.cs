namespace EdgeGuard.Core;

/// <summary>A serial port of the module with its format, by the name that a person knows it by. Any thread; never throws.</summary>
/// <remarks>It may be unplugged and come back: whoever uses it opens it again after a loss. One link at a time.</remarks>
public interface ISerialPort
{
    /// <summary>The port's name as in the settings: a device file, COM2.</summary>
    string Name { get; }

    /// <summary>Opens the port: what was received before is gone. Null: it cannot be used now, and <paramref name="fault"/> says why.
    /// Does not wait.</summary>
    ISerialLink? Open(out SerialFault fault);
}
