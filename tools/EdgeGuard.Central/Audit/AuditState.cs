using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>What verifying the audit log found.</summary>
/// <param name="Entries">Entries that were looked at.</param>
/// <param name="Head">The MAC of the last one, hex; whoever notes it elsewhere can tell later that nothing before it was changed.</param>
/// <param name="Damages">What is not as it was written, and where; empty when all is.</param>
public sealed record AuditState(long Entries, string Head, IReadOnlyList<string> Damages)
{
    /// <summary>Whether all is as it was written.</summary>
    public bool IsWhole => Damages.Count == 0;
}
