using System;
using System.IO;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>What the console asks of a module with a store.</summary>
internal sealed class HostConsolePlatform(StoredModule module, Action restart) : IConsolePlatform
{
    /// <inheritdoc/>
    public string Software => HostedModule.Software;

    /// <inheritdoc/>
    public string Platform => HostedModule.Platform;

    /// <inheritdoc/>
    public bool HasPlcNetwork => false;

    /// <inheritdoc/>
    public long MemoryBytes => Environment.WorkingSet;

    /// <inheritdoc/>
    public string MemoryProblem() => MemoryLeft.Problem(MemoryLeft.Bytes());

    /// <inheritdoc/>
    public ListenerStatus[] Listeners() => module.Module?.Listeners() ?? [];

    /// <inheritdoc/>
    public SessionInfo[] Sessions() => module.Module?.Gateway?.Sessions() ?? [];

    /// <inheritdoc/>
    public bool EndSession(int id, Person by) => module.Module?.Gateway?.EndSession(id, by.Peer) ?? false;

    /// <inheritdoc/>
    public string BrokerState() => module.Module?.IsBrokerConnected switch
    {
        true => "connected",
        false => "AWAY",
        null => "off",
    };

    /// <inheritdoc/>
    public string[] Credentials() => CredentialWords.Of(module.Credentials.Installed, module.Run.Clock.Utc);

    /// <inheritdoc/>
    public PlcStatus[] Plcs() => module.Module?.Gateway?.Plcs() ?? [];

    /// <inheritdoc/>
    public bool ReleasePlc(int milliseconds, Person by)
    {
        Gateway? gateway = module.Module?.Gateway;
        gateway?.ReleasePlc(milliseconds, by.Peer);
        return gateway != null;
    }

    /// <inheritdoc/>
    public bool TakePlc(Person by) => module.Module?.Gateway?.TakePlc(by.Peer) ?? false;

    /// <inheritdoc/>
    public PlcReadResult AskUnit(byte unit, byte[] pdu, Person by)
    {
        return PlcRead.Ask(module.Module?.Gateway, unit, pdu, by, module.Run.Clock);
    }

    /// <inheritdoc/>
    public PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu)
    {
        if (!SettingText.TryEndpoint(address, out string host, out int port) || port == 0) return PlcRead.Nothing($"'{address}' is no HOST:PORT");
        return PlcRead.Ask(new TcpDialer(host, port, module.Run.Clock), unit, pdu, module.Run.Clock);
    }

    /// <inheritdoc/>
    public ExpiryDates Expiries => module.Run.Expiries.Dates;

    /// <inheritdoc/>
    public string ClaimCodePlace => $"in the file {Path.Combine(module.Folder, StoredModule.LabelFile)}";

    /// <inheritdoc/>
    public string WayBackProblem(out string remedy)
    {
        remedy = $"stop the module, and then, as the user whom the folder belongs to: 'edgeguard-module --store {module.Folder} --forget-accounts'";
        return "accounts are not removed at a console of this module";
    }

    /// <inheritdoc/>
    public string[] SerialPorts() => SerialPortNames.There();

    /// <inheritdoc/>
    public string ClockSource => "the operating system";

    /// <inheritdoc/>
    public string SetClock(long utc, out string remedy)
    {
        if (module.Believe(utc))
        {
            remedy = "";
            return "";
        }
        remedy = module.Run.Clock.Trust != ClockTrust.Trusted ? "set it there, or if it is right there and the module knows a later one: 'clock set' with that very time" : "set it there, best by NTP (timedatectl set-ntp true), or by hand: timedatectl set-time 'YYYY-MM-DD hh:mm:ss'; the module follows at once";
        return "this module's time is the operating system's: it is not set here";
    }

    /// <inheritdoc/>
    public void Restart()
    {
        module.Leave(new RestartCause(RestartReason.Person, Worker.None, 0, "at a console"));
        restart();
    }
}
