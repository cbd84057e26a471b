using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>What the console asks of a module and of the platform that it runs on.</summary>
internal sealed class ConsolePlatform : IConsolePlatform
{
    private readonly IModuleParts _parts;
    private readonly GuardModule _module;

    internal ConsolePlatform(IModuleParts parts, GuardModule module)
    {
        _parts = parts;
        _module = module;
    }

    /// <inheritdoc/>
    public string Software
    {
        get { return ModuleVersion.Text; }
    }

    /// <inheritdoc/>
    public string Platform
    {
        get { return _parts.Platform; }
    }

    /// <inheritdoc/>
    public bool HasPlcNetwork
    {
        get { return _parts.HasPlcNetwork; }
    }

    /// <inheritdoc/>
    public long MemoryBytes
    {
        get { return _parts.MemoryBytes; }
    }

    /// <inheritdoc/>
    public string MemoryProblem()
    {
        return _parts.MemoryProblem();
    }

    /// <inheritdoc/>
    public ListenerStatus[] Listeners()
    {
        RunningGuard? guard = _module.Guard;
        return guard == null ? new ListenerStatus[0] : guard.Listening;
    }

    /// <inheritdoc/>
    public SessionInfo[] Sessions()
    {
        RunningGuard? guard = _module.Guard;
        return guard == null ? new SessionInfo[0] : guard.Gateway.Sessions();
    }

    /// <inheritdoc/>
    public bool EndSession(int id, Person by)
    {
        RunningGuard? guard = _module.Guard;
        return guard != null && guard.Gateway.EndSession(id, by.Peer);
    }

    /// <inheritdoc/>
    public string BrokerState()
    {
        RunningGuard? guard = _module.Guard;
        return guard == null ? "off" : guard.BrokerState;
    }

    /// <inheritdoc/>
    public PlcStatus[] Plcs()
    {
        RunningGuard? guard = _module.Guard;
        return guard == null ? new PlcStatus[0] : guard.Gateway.Plcs();
    }

    /// <inheritdoc/>
    public bool ReleasePlc(int milliseconds, Person by)
    {
        RunningGuard? guard = _module.Guard;
        if (guard == null) return false;
        guard.Gateway.ReleasePlc(milliseconds, by.Peer);
        return true;
    }

    /// <inheritdoc/>
    public bool TakePlc(Person by)
    {
        RunningGuard? guard = _module.Guard;
        return guard != null && guard.Gateway.TakePlc(by.Peer);
    }

    /// <inheritdoc/>
    public PlcReadResult AskUnit(byte unit, byte[] pdu, Person by)
    {
        RunningGuard? guard = _module.Guard;
        return PlcRead.Ask(guard == null ? null : guard.Gateway, unit, pdu, by, _parts.Clock);
    }

    /// <inheritdoc/>
    public PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu)
    {
        if (!SettingText.TryEndpoint(address, out string host, out int port) || port == 0)
        {
            return PlcRead.Nothing("'" + address + "' is no HOST:PORT");
        }
        // While a guard is at work its links must not end because somebody tries another address.
        OwnAddress? own = _module.Guard == null ? OwnAddress.Read(ownAddress, out _) : null;
        IDialer? dialer = _parts.CreateDialer(host, port, own, _module.Run, out string problem);
        return dialer == null ? PlcRead.Nothing(problem) : PlcRead.Ask(dialer, unit, pdu, _parts.Clock);
    }

    /// <inheritdoc/>
    public string[] Credentials()
    {
        return _parts.Describe(_module.Store.Credentials.Installed);
    }

    /// <inheritdoc/>
    public ExpiryDates Expiries
    {
        get { return _module.Run.Expiries.Dates; }
    }

    /// <inheritdoc/>
    public string ClaimCodePlace
    {
        get { return _parts.ClaimCodePlace; }
    }

    /// <inheritdoc/>
    public string WayBackProblem(out string remedy)
    {
        remedy = "";
        if (_module.Panel != null && _module.Panel.IsKeyTurned) return "";
        return _parts.WayBackProblem(_module.Panel != null, out remedy);
    }

    /// <inheritdoc/>
    public string[] SerialPorts()
    {
        return _parts.SerialPorts();
    }

    /// <inheritdoc/>
    public string ClockSource
    {
        get { return _parts.ClockSource; }
    }

    /// <inheritdoc/>
    public string SetClock(long utc, out string remedy)
    {
        return _parts.SetClock(utc, out remedy);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _module.End();
    }
}
