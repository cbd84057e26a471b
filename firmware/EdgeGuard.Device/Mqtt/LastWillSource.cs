namespace EdgeGuard.Device;

/// <summary>The Will of the connection with this number, UTF-8. Called by the uplink's thread; must not throw.</summary>
internal delegate byte[] LastWillSource(int connection);
