namespace EdgeGuard.Device;

/// <summary>Who has a serial port: one at a time. Any thread.</summary>
internal sealed class PortClaim
{
    private readonly object _gate = new object();

    // Under the gate.
    private bool _isTaken;

    /// <summary>False: somebody else has it.</summary>
    internal bool Take()
    {
        lock (_gate)
        {
            if (_isTaken) return false;
            _isTaken = true;
            return true;
        }
    }

    /// <summary>Whoever has it has no more of it.</summary>
    internal void GiveBack()
    {
        lock (_gate)
        {
            _isTaken = false;
        }
    }
}
