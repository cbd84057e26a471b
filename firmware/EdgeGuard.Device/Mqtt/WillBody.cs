namespace EdgeGuard.Device.Mqtt;

/// <summary>The Will of the connection with this number, UTF-8. Called by the uplink's thread; must not throw.</summary>
internal delegate byte[] WillBody(int connection);
