namespace EdgeGuard.Device;

/// <summary>Restarts the device. May return: then it happens in a moment.</summary>
internal delegate void RebootAction();
