namespace EdgeGuard.Device.Mqtt;

/// <summary>Takes a line about the broker for whoever looks on. Any thread; must not throw.</summary>
internal delegate void TroubleBody(string line);
