using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Whoever tells people of alerts. Must not wait: alerts go on meanwhile. Of the alerts' thread.</summary>
public interface IAlertListener
{
    /// <summary>An alert was raised, or is over.</summary>
    void Told(Alert alert, bool isOver);

    /// <summary>How many notifications were dropped since the last time, by channel.</summary>
    IReadOnlyDictionary<string, long> TakeLost();
}
