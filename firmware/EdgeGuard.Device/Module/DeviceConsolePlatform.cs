using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>What the console asks of a device.</summary>
internal sealed class DeviceConsolePlatform : IConsolePlatform
{
    private readonly IDeviceParts _parts;
    private readonly DeviceApplier _applier;
    private readonly Credentials _credentials;
    private readonly DevicePanel? _panel;
    private readonly RestartRequest _restart;

    internal DeviceConsolePlatform(IDeviceParts parts, DeviceApplier body, Credentials credentials, DevicePanel? panel, RestartRequest restart)
    {
        _panel = panel;
        _parts = parts;
        _applier = body;
        _credentials = credentials;
        _restart = restart;
    }

    /// <inheritdoc/>
    public string Software
    {
        get { return DeviceVersion.Text; }
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
    public ListenerStatus[] Listeners()
    {
        RunningGuard? guard = _applier.Guard;
        return guard == null ? new ListenerStatus[0] : guard.Listeners;
    }

    /// <inheritdoc/>
    public SessionInfo[] Sessions()
    {
        RunningGuard? guard = _applier.Guard;
        return guard == null ? new SessionInfo[0] : guard.Gateway.Sessions();
    }

    /// <inheritdoc/>
    public bool EndSession(int id, Person by)
    {
        RunningGuard? guard = _applier.Guard;
        return guard != null && guard.Gateway.EndSession(id, by.Peer);
    }

    /// <inheritdoc/>
    public string BrokerState()
    {
        RunningGuard? guard = _applier.Guard;
        return guard == null ? "off" : guard.BrokerState;
    }

    /// <inheritdoc/>
    public PlcStatus[] Plcs()
    {
        RunningGuard? guard = _applier.Guard;
        return guard == null ? new PlcStatus[0] : guard.Gateway.Plcs();
    }

    /// <inheritdoc/>
    public bool ReleasePlc(int milliseconds, Person by)
    {
        RunningGuard? guard = _applier.Guard;
        if (guard == null) return false;
        guard.Gateway.ReleasePlc(milliseconds, by.Peer);
        return true;
    }

    /// <inheritdoc/>
    public bool TakePlc(Person by)
    {
        RunningGuard? guard = _applier.Guard;
        return guard != null && guard.Gateway.TakePlc(by.Peer);
    }

    /// <inheritdoc/>
    public PlcReadResult AskUnit(byte unit, byte[] pdu, Person by)
    {
        RunningGuard? guard = _applier.Guard;
        return PlcRead.Ask(guard == null ? null : guard.Gateway, unit, pdu, by, _parts.Clock);
    }

    /// <inheritdoc/>
    public PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu)
    {
        if (!SettingText.TryEndpoint(address, out string host, out int port) || port == 0) return PlcRead.Nothing("'" + address + "' is no HOST:PORT");
        byte[]? ip = Ipv4Text.Read(host);
        if (ip == null) return PlcRead.Nothing("'" + host + "' is no IPv4 address, and this module looks no names up");
        // While a guard is at work its links must not end because somebody tries another address.
        OwnAddress? own = _applier.Guard == null ? OwnAddress.Read(ownAddress, out _) : null;
        return PlcRead.Ask(_parts.CreateDialer(ip, port, own), unit, pdu, _parts.Clock);
    }

    /// <inheritdoc/>
    public string[] Credentials()
    {
        return _parts.Describe(_credentials.Installed);
    }

    /// <inheritdoc/>
    /// <remarks>None: the libraries tell nothing of a certificate's dates.</remarks>
    public ExpiryDates Expiries { get; } = new ExpiryDates();

    /// <inheritdoc/>
    public string ClaimCodePlace
    {
        get { return "on the label of the module"; }
    }

    /// <inheritdoc/>
    public string WayBackProblem(out string remedy)
    {
        remedy = "";
        if (_panel != null && _panel.IsKeyTurned) return "";
        remedy = _panel == null
            ? "log in; without any password its flash has to be erased at the debug port, and the module set up anew"
            : "turn the key off and on, type 'forget-accounts' with it turned, and have the claim code at hand; without a TLS listener the turned key bypasses the guard";
        return _panel == null ? "this board has no key switch, and the claim code alone removes no accounts" : "the key switch at the front is not turned, and the claim code alone removes no accounts";
    }

    /// <inheritdoc/>
    public string[] SerialPorts()
    {
        return new string[] { _parts.BusPort };
    }

    /// <inheritdoc/>
    public string ClockSource
    {
        get { return "the module's own clock, which a person sets after each start"; }
    }

    /// <inheritdoc/>
    public string SetClock(long utc, out string remedy)
    {
        remedy = "";
        var clock = _parts.Clock as ISettableClock;
        if (clock == null) return "this board's clock cannot be set";
        clock.Set(utc);
        return "";
    }

    /// <inheritdoc/>
    public string MemoryProblem()
    {
        return "";
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _restart();
    }
}
