using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>The one PLC behind a simulated module. Any thread.</summary>
internal sealed class SimulatedPlc(string name) : IPlcStates
{
    private readonly System.Threading.Lock _lock = new();
    private PlcState _state = PlcState.Answers;
    private byte[] _silentUnits = [];
    private long _since;
    private int _changes;

    public int PlcChanges
    {
        get { lock (_lock) return _changes; }
    }

    public PlcStatus[] Plcs()
    {
        lock (_lock) return [new PlcStatus(name, _state, _since, 0, [.. _silentUnits])];
    }

    internal void Set(PlcState state, long utc, params byte[] silentUnits)
    {
        lock (_lock)
        {
            if (state == _state && silentUnits.SequenceEqual(_silentUnits)) return;
            _state = state;
            _silentUnits = silentUnits;
            _since = utc;
            _changes++;
        }
    }
}
