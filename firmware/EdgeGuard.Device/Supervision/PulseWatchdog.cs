using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A supervisor chip outside the processor that wants an edge on
/// its input now and then, and pulls the reset where none comes.</summary>
/// <remarks>The chip has to bear 10 s without an edge, the longest handshake that is to be survived, for the interpreter stands still
/// in it; and to have pulled the reset after 60 s, for nothing else ends one that never comes to an end.</remarks>
internal sealed class PulseWatchdog : IWatchdog
{
    private readonly IOutputPin _pin;
    private bool _level;

    /// <param name="pin">The chip's input.</param>
    internal PulseWatchdog(IOutputPin pin)
    {
        _pin = pin;
    }

    /// <inheritdoc/>
    public void Feed()
    {
        _level = !_level;
        _pin.Write(_level);
    }
}
