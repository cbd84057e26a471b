using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Whoever tells people of alerts. Must not wait: alerts go on meanwhile. Of the alerts' thread.</summary>
internal interface IAlertListener
{
    /// <summary>What is to be told of an alert that was raised, or is over, by each way. It is stored together with the alert.</summary>
    IEnumerable<(string Way, AlertNotice Notice)> NoticesOf(Alert alert, bool isOver);

    /// <summary>An alert was raised, or is over, and that is on the disk.</summary>
    void Told(Alert alert, bool isOver);
}
