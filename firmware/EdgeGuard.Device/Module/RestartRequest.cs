namespace EdgeGuard.Device;

/// <summary>Begins to end the module, so that it can begin anew. Any thread; returns at once.</summary>
internal delegate void RestartRequest();
