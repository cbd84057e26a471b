namespace EdgeGuard.Device;

/// <summary>Whether no PLC is being waited for now. Any thread; must not throw.</summary>
internal delegate bool QuietCheck();
