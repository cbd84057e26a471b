using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Finds what differed each time that a configuration came into force. For one page.</summary>
internal sealed class PolicyChanges(SeenPolicies policies)
{
    // A page shows so many modules at most with what differs: of further ones it has the link.
    private const int MostModules = 10;

    private readonly Dictionary<(string, string), IReadOnlyList<PolicyTurn>> _histories = [];

    /// <summary>Of an event; null: it is of something else, or nothing of it is known.</summary>
    internal PolicyChange? Of(EventRow row)
    {
        if (row.Record.Code != EventCode.ConfigurationActive || HistoryOf(row) is not { } history) return null;
        PolicyTurn[] turns = [.. history.SkipWhile(turn => !IsOf(turn, row)).Take(2)];
        if (turns.Length == 0) return null;
        ShownPolicy? before = turns.Length > 1 ? turns[1].Policy : null;
        return new PolicyChange(turns[0], before, Between(before, turns[0].Policy));
    }

    private static PolicyDifference[] Between(ShownPolicy? before, ShownPolicy? now) =>
        before == null || now == null || before.Hash == now.Hash
            ? []
            : PolicyDiff.Between(before.Reading.Document, now.Reading.Document);

    private static bool IsOf(PolicyTurn turn, EventRow row) => turn.Began.Stream == row.Stream && turn.Began.Boot == row.Boot
        && turn.Began.Record.Sequence == row.Record.Sequence;

    private IReadOnlyList<PolicyTurn>? HistoryOf(EventRow row)
    {
        if (_histories.TryGetValue((row.Site, row.Module), out IReadOnlyList<PolicyTurn>? known)) return known;
        if (_histories.Count == MostModules) return null;
        return _histories[(row.Site, row.Module)] = policies.History(row.Site, row.Module);
    }
}
