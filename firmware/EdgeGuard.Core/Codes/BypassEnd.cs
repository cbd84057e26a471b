namespace EdgeGuard.Core;

/// <summary>Why a bypass ended. Append only.</summary>
public enum BypassEnd : byte
{
    /// <summary>The key was turned back.</summary>
    Key = 0,

    /// <summary>A configuration came into force that allows none.</summary>
    Configuration = 1,

    /// <summary>The key switch could not be read any more.</summary>
    PanelLost = 2,

    /// <summary>The module stops.</summary>
    Stopped = 3,
}
