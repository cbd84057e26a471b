using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>Where clients connect by one configuration: opened together, closed by the gateway that they go to.</summary>
internal sealed class DeviceListeners
{
    private const int MostNetworks = 2;

    private readonly IListener[] _open;
    private readonly PeerTransport[] _transports;
    private readonly string[] _addresses;
    private readonly RoleOrigin _tlsRoles;
    private int _count;

    private DeviceListeners(int most, RoleOrigin tlsRoles)
    {
        _tlsRoles = tlsRoles;
        _open = new IListener[most];
        _transports = new PeerTransport[most];
        _addresses = new string[most];
    }

    /// <summary>What goes to the gateway.</summary>
    internal IListener[] All
    {
        get
        {
            var all = new IListener[_count];
            for (int i = 0; i < _count; i++) all[i] = _open[i];
            return all;
        }
    }

    /// <summary>As reported, and whether clients can come.</summary>
    internal ListenerStatus[] Status(Gateway gateway)
    {
        var status = new ListenerStatus[_count];
        for (int i = 0; i < _count; i++)
        {
            var serial = _open[i] as RtuListener;
            bool isOpen = gateway.IsAccepting(i) && (serial == null || serial.IsPortOpen);
            status[i] = _transports[i] == PeerTransport.Tls
                ? new ListenerStatus(PeerTransport.Tls, _addresses[i], _tlsRoles) { IsOpen = isOpen }
                : new ListenerStatus(_transports[i], _addresses[i]) { IsOpen = isOpen };
        }
        return status;
    }

    /// <summary>Opens all that the settings name. Null, and the problem in words, when one cannot be had: then none is open.</summary>
    internal static DeviceListeners? TryOpen(
        ModuleSettings settings, CredentialSet credentials, GuardConfiguration configuration, IDeviceParts parts, DeviceRun run, out string problem)
    {
        SerialSetting[] clients = PlcPortPlan.Clients(settings);
        var listeners = new DeviceListeners(MostNetworks + clients.Length, parts.TlsRoles);
        problem = listeners.OpenTls(settings, credentials, parts, run);
        if (problem.Length == 0) problem = listeners.OpenPlain(settings, parts);
        if (problem.Length > 0)
        {
            listeners.Close();
            return null;
        }
        for (int i = 0; i < clients.Length; i++) listeners.AddSerial(clients[i], configuration, parts, run);
        return listeners;
    }

    private string OpenTls(ModuleSettings settings, CredentialSet credentials, IDeviceParts parts, DeviceRun run)
    {
        if (!settings.IsOn(SettingKeys.ListenTls)) return "";
        IListener? listener = parts.OpenTls(settings, credentials, run.Events, run.Counters, out string problem);
        if (listener == null) return problem;
        Add(listener, PeerTransport.Tls, settings.Text(SettingKeys.ListenTls));
        return "";
    }

    private string OpenPlain(ModuleSettings settings, IDeviceParts parts)
    {
        if (!settings.IsOn(SettingKeys.UnsafePlainListen)) return "";
        IListener? listener = parts.OpenPlain(settings, out string problem);
        if (listener == null) return problem;
        Add(listener, PeerTransport.Plain, settings.Text(SettingKeys.UnsafePlainListen));
        return "";
    }

    private void AddSerial(SerialSetting client, GuardConfiguration configuration, IDeviceParts parts, DeviceRun run)
    {
        ISerialPort port = parts.CreatePort(client);
        RtuListener listener = new RtuListener(
            port, GuardSettings.Timing(client), client.HasEcho, client.Role, configuration, parts.Clock, run.Events, run.Counters);
        Add(listener, PeerTransport.Serial, client.Port);
    }

    private void Add(IListener listener, PeerTransport transport, string address)
    {
        _open[_count] = listener;
        _transports[_count] = transport;
        _addresses[_count++] = address;
    }

    private void Close()
    {
        for (int i = 0; i < _count; i++) _open[i].Close();
    }
}
