using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>Looks at the PLC's side of a board and tells what changed, for
/// who brings up a new board: while nothing is stored there.</summary>
/// <remarks>It sends nothing to a PLC: it sees to it that the chip answers, keeps its addresses, and sees its cable.</remarks>
internal sealed class BringUp
{
    private const int LookMs = 1000;

    private readonly W5500Chip _chip;
    private readonly IClock _clock;
    private bool _hasLooked;
    private bool _wasUp;
    private PhyState _phy;
    private int _restarts;

    internal BringUp(W5500Chip chip, IClock clock)
    {
        _chip = chip;
        _clock = clock;
    }

    /// <summary>Looks. May take a second where the chip does not answer.</summary>
    /// <returns>A line about what changed since the last time, or null.</returns>
    internal string? Look()
    {
        bool isUp = _chip.Prepare(_clock.Now + LookMs);
        PhyState phy = isUp ? _chip.ReadPhy() : PhyState.Unknown;
        int restarts = _chip.Restarts;
        // A chip that does not answer is reset at every look: that is reported once.
        bool isNew = !_hasLooked || isUp != _wasUp || phy != _phy || (isUp && restarts != _restarts);
        _hasLooked = true;
        _wasUp = isUp;
        _phy = phy;
        _restarts = restarts;
        return isNew ? Line(isUp, phy, restarts) : null;
    }

    private static string Line(bool isUp, PhyState phy, int restarts)
    {
        if (!isUp) return "PLC side: the W5500 does not answer, or does not keep what is written to it";
        return "PLC side: the W5500 answers, " + PhyStateText.Of(phy) + ", resets so far: " + restarts.ToString();
    }
}
