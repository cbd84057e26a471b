using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>Where clients connect by one configuration: opened together, closed by the gateway that they go to.</summary>
internal sealed class Listeners
{
    private const int MostNetworks = 2;

    private readonly IListener[] _open;
    private readonly PeerTransport[] _transports;
    private readonly string[] _addresses;
    private int _count;

    private Listeners(int most)
    {
        _open = new IListener[most];
        _transports = new PeerTransport[most];
        _addresses = new string[most];
    }

    /// <summary>The one for clients with certificates; null without one.</summary>
    internal ITlsListener? Tls { get; private set; }

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
            status[i] = _open[i] == Tls
                ? new ListenerStatus(PeerTransport.Tls, _addresses[i], Tls.Roles) { IsOpen = isOpen }
                : new ListenerStatus(_transports[i], _addresses[i]) { IsOpen = isOpen };
        }
        return status;
    }

    /// <summary>Opens all that the settings name. Null, and the problem in words, when one cannot be had: then none is open.</summary>
    internal static Listeners? TryOpen(
        ModuleSettings settings, CredentialSet credentials, GuardConfiguration configuration, IModuleParts parts, ModuleRun run,
        out string problem)
    {
        SerialSetting[] clients = PlcPortPlan.Clients(settings);
        var listeners = new Listeners(MostNetworks + clients.Length);
        problem = listeners.OpenTls(settings, credentials, parts, run);
        if (problem.Length == 0) problem = listeners.OpenPlain(settings, parts, run);
        if (problem.Length > 0)
        {
            listeners.Close();
            return null;
        }
        for (int i = 0; i < clients.Length; i++) listeners.AddSerial(clients[i], configuration, parts, run);
        return listeners;
    }

    /// <summary>Closes them, where there is no gateway to do it.</summary>
    internal void Close()
    {
        for (int i = 0; i < _count; i++) _open[i].Close();
    }

    private string OpenTls(ModuleSettings settings, CredentialSet credentials, IModuleParts parts, ModuleRun run)
    {
        if (!settings.IsOn(SettingKeys.ListenTls)) return "";
        Tls = parts.OpenTls(settings, credentials, run, out string problem);
        if (Tls == null) return problem;
        Add(Tls, PeerTransport.Tls, Tls.Address);
        return "";
    }

    private string OpenPlain(ModuleSettings settings, IModuleParts parts, ModuleRun run)
    {
        if (!settings.IsOn(SettingKeys.UnsafePlainListen)) return "";
        IListener? listener = parts.OpenPlain(settings, run, out string address, out string problem);
        if (listener == null) return problem;
        Add(listener, PeerTransport.Plain, address);
        return "";
    }

    // A port that cannot be opened yet is tried again: adapters come and go.
    private void AddSerial(SerialSetting client, GuardConfiguration configuration, IModuleParts parts, ModuleRun run)
    {
        ISerialPort port = parts.CreatePort(client);
        var listener = new RtuListener(
            port, GuardSettings.Timing(client), client.HasEcho, client.Role, configuration, run.Clock, run.Events, run.Counters);
        Add(listener, PeerTransport.Serial, client.Port);
    }

    private void Add(IListener listener, PeerTransport transport, string address)
    {
        _open[_count] = listener;
        _transports[_count] = transport;
        _addresses[_count++] = address;
    }
}
