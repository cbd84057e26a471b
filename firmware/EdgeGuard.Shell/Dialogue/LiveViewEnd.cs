namespace EdgeGuard.Shell;

/// <summary>What is followed is over.</summary>
internal delegate void LiveViewEnd();
