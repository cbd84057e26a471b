namespace EdgeGuard.Device;

/// <summary>Starts the device anew. May return: then it happens in a moment.</summary>
internal delegate void RebootAction();
