using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>The units of a table of traffic, for those who report them.</summary>
public sealed class UnitStates : IUnitStates
{
    private readonly TrafficTable _table;
    private readonly IClock _clock;

    /// <param name="table">Whose.</param>
    /// <param name="clock">The module's, by which requests are noted.</param>
    public UnitStates(TrafficTable table, IClock clock)
    {
        _table = table;
        _clock = clock;
    }

    /// <inheritdoc/>
    public int UnitChanges
    {
        get { return _table.UnitChanges; }
    }

    /// <inheritdoc/>
    public UnitStatus[] Units()
    {
        return _table.Units(TrafficReports.UtcOfZero(_clock));
    }
}
