namespace EdgeGuard.Device;

/// <summary>Takes a line about the broker for whoever looks on. Any thread; must not throw.</summary>
internal delegate void TroubleSink(string line);
