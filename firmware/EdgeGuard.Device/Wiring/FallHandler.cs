namespace EdgeGuard.Device;

/// <summary>What is done when a pin has fallen.</summary>
internal delegate void FallHandler();
