namespace EdgeGuard.Device.Wiring;

/// <summary>What is done when a pin has fallen.</summary>
internal delegate void FallBody();
