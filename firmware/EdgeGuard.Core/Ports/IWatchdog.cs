namespace EdgeGuard.Core;

/// <summary>What resets the module from outside when it is not fed in time. Never throws. The supervisor's thread only.</summary>
public interface IWatchdog
{
    /// <summary>All is well. To be called at least twice in its time.</summary>
    void Feed();
}
