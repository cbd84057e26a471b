using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Shell;

namespace EdgeGuard.Device;

/// <summary>What a module on a device has beyond what every module is put together from.</summary>
internal interface IDeviceParts : IModuleParts
{
    /// <summary>Where the technician's cable goes.</summary>
    IConsolePort Console { get; }

    /// <summary>What resets the module when it is not fed. Once.</summary>
    IWatchdog CreateWatchdog();

    /// <summary>Restarts the processor. May return: then it happens in a moment.</summary>
    void Reboot();
}
