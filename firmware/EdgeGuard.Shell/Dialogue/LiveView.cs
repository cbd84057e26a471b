namespace EdgeGuard.Shell;

/// <summary>Shows what is new, until a key is pressed. Returns when to come back, monotonic milliseconds.</summary>
internal delegate long LiveView(long now);
