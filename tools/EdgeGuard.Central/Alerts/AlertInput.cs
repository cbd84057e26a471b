using System;
using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>What conditions look at in one round.</summary>
internal sealed record AlertInput
{
    /// <summary>Milliseconds since 1970.</summary>
    internal required long Now { get; init; }

    internal required IReadOnlyList<ModuleView> Modules { get; init; }

    /// <summary>Who is there.</summary>
    internal required FleetPresence Presence { get; init; }

    internal IReadOnlyList<Finding> Findings { get; init; } = [];

    internal IReadOnlyList<Gap> Gaps { get; init; } = [];

    internal ArchiveStatus Status { get; init; } = new("", 0, 0, "", long.MaxValue);

    /// <summary>What began by an event and has not ended by one.</summary>
    internal IReadOnlyCollection<Latch> Latches { get; init; } = [];

    /// <summary>What happened since the last round.</summary>
    internal IReadOnlyCollection<Occurrence> Occurrences { get; init; } = [];

    /// <summary>Policies that somebody took in here; empty: nobody said which are known.</summary>
    internal IReadOnlySet<string> KnownPolicies { get; init; } = new HashSet<string>();

    /// <summary>Why nothing comes by somebody else's broker; empty while it does, and where the broker is our own.</summary>
    internal string BrokerTrouble { get; init; } = "";

    /// <summary>What notifications were lost, by channel.</summary>
    internal IReadOnlyDictionary<string, long> LostNotifications { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether an alert goes on.</summary>
    internal Func<AlertKind, string, string, bool> IsOn { get; init; } = (_, _, _) => false;
}
