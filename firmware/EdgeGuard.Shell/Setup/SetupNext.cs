namespace EdgeGuard.Shell;

/// <summary>What follows when a part of the guide is done.</summary>
internal delegate void SetupNext();
