namespace EdgeGuard.Module;

/// <summary>Whether no PLC is being waited for now. Any thread; must not throw.</summary>
public delegate bool QuietCheck();
