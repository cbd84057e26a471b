using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A processor's watchdog that the interpreter feeds itself, as the STM32's. It sees that the interpreter stands still, nothing
/// else: for a thread of the module that is stuck there is the supervisor's own restart alone.</summary>
internal sealed class InterpreterWatchdog : IWatchdog
{
    /// <inheritdoc/>
    public void Feed()
    {
        // There is nothing that managed code could do, or withhold.
    }
}
