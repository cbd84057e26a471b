using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Pki;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Three sites of simulated modules that report to a console as real ones do: over TLS, each with a certificate of its own, sealed
/// by keys that the console took in.</summary>
internal sealed class SimulatedFleet
{
    /// <summary>Most modules: each has a connection, a certificate and a task of its own.</summary>
    internal const int MostModules = 2000;

    private const int StreamBytes = 16;
    private const int KeyBytes = 32;

    // By chance, one in so many seconds of a module.
    private const int SecondsPerRefusal = 45;
    private const int SecondsPerWrite = 30;

    private readonly IReadOnlyList<SimulatedModule> _modules;
    private readonly Random _random;

    private SimulatedFleet(IReadOnlyList<SimulatedModule> modules, int seed)
    {
        _modules = modules;
        _random = new Random(seed);
    }

    internal IReadOnlyList<SimulatedModule> Modules => _modules;

    /// <summary>Makes it: certificates, and keys that the console knows.</summary>
    /// <param name="folder">The console's folder.</param>
    /// <param name="ca">Its CA.</param>
    /// <param name="count">How many modules, from 1.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CaException">A certificate cannot be made.</exception>
    internal static SimulatedFleet Create(CentralFolder folder, CentralCa ca, int count, TimeProvider time)
    {
        new KnownPolicies(folder.Policies, time, _ => { }).Add(FleetStory.Policy);
        var keys = new SealKeyFolder(folder.SealKeys, new SystemHmac(), time, _ => { });
        string certificates = Path.Combine(folder.Path, "simulated");
        var modules = new List<SimulatedModule>();
        for (int i = 0; i < count; i++)
        {
            SimulatedIdentity identity = Identity(i, ca, certificates);
            if (identity.IsSealed && !FleetPlan.IsUnknown(i)) keys.Add(identity.Key);
            modules.Add(Module(i, identity, time));
        }
        return new SimulatedFleet(modules, count);
    }

    /// <summary>One of modules that are there.</summary>
    internal static SimulatedFleet Of(IReadOnlyList<SimulatedModule> modules) => new(modules, modules.Count);

    /// <summary>Lives and reports until told to stop; then each module says goodbye.</summary>
    internal async Task Run(string host, int port, CancellationToken stop)
    {
        // Whoever cancels must not have to run what follows from it: two thousand connections that end.
        using var end = new CancellationTokenSource();
        using CancellationTokenRegistration told = stop.Register(() => _ = end.CancelAsync());
        Task[] uplinks = [.. _modules.Select(module => new SimulatedUplink(module, host, port).Run(end.Token))];
        for (int second = 0; !stop.IsCancellationRequested; second++)
        {
            Live(second);
            await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(uplinks).ConfigureAwait(false);
    }

    /// <summary>What happens in one second.</summary>
    internal void Live(int second)
    {
        foreach (SimulatedModule module in _modules) Live(module, second);
        foreach (FleetAct act in FleetStory.Acts.Where(act => act.Second == second % FleetStory.RoundSeconds))
        {
            SimulatedModule[] site = [.. _modules.Where(module => module.Identity.Site == FleetPlan.Sites[act.Site])];
            if (act.Module == FleetAct.All) Array.ForEach(site, act.Do.Invoke);
            else if (act.Module < site.Length) act.Do(site[act.Module]);
        }
    }

    private void Live(SimulatedModule module, int second)
    {
        Poll(module, second);
        int requests = _random.Next(4, 20);
        module.Count(Counter.Requests, requests);
        module.Count(Counter.Allowed, requests);
        AskPlc(module, requests);
        if (_random.Next(SecondsPerWrite) == 0)
        {
            int value = _random.Next(1500);
            module.Raise(SimulatedClients.Written(40, value), SimulatedClients.Operator);
            module.Traffic.Ask(SimulatedClients.Operator, $"06 unit 1 address 40 value {value}");
        }
        if (_random.Next(SecondsPerRefusal) == 0) Refuse(module);
        if (module.Identity.IsUnsafe && _random.Next(SecondsPerWrite) == 0)
        {
            module.Raise(SimulatedClients.Of(EventCode.SessionOpened, (int)PeerTransport.Plain), SimulatedClients.Plain);
            module.Traffic.Ask(SimulatedClients.Plain, "03 unit 1 address 0 quantity 10");
        }
    }

    private void AskPlc(SimulatedModule module, int requests)
    {
        bool isSilent = module.Plc.Plcs()[0].State == PlcState.Silent;
        module.Count(Counter.PlcRequests, requests);
        module.Count(isSilent ? Counter.PlcTimeouts : Counter.PlcResponses, requests);
        if (!isSilent) module.Count(Counter.PlcResponseMs, requests * _random.Next(4, 9));
    }

    // The control room asks every second, and now and then for what the PLC does not have; people look at single values.
    private void Poll(SimulatedModule module, int second)
    {
        bool isSilent = module.Plc.Plcs()[0].State == PlcState.Silent;
        RequestFate fate = isSilent ? RequestFate.Unanswered : RequestFate.Answered;
        module.Traffic.Ask(SimulatedClients.Scada, "03 unit 1 address 0 quantity 40", fate);
        if (second % 5 == 0) module.Traffic.Ask(SimulatedClients.Scada, "04 unit 1 address 100 quantity 12", fate);
        if (second % 60 == 30)
        {
            int exception = isSilent ? 0 : ExceptionCode.IllegalDataAddress;
            module.Traffic.Ask(SimulatedClients.Scada, "02 unit 1 address 190 quantity 8", fate, exception);
        }
        if (_random.Next(SecondsPerWrite) == 0) module.Traffic.Ask(SimulatedClients.Operator, "03 unit 1 address 40", fate);
    }

    private void Refuse(SimulatedModule module)
    {
        module.Count(Counter.Requests);
        module.Count(Counter.Refused);
        bool isValue = _random.Next(2) == 0;
        int tooMuch = 1501 + _random.Next(1000);
        EventRecord refused = isValue
            ? SimulatedClients.Refused(1, FunctionCode.WriteSingleRegister, 40, Refusal.Value, FleetStory.ValueLine, tooMuch)
            : SimulatedClients.Refused(1, FunctionCode.WriteSingleCoil, 7, Refusal.State, FleetStory.StateLine, 1);
        module.Refuse(refused, isValue ? SimulatedClients.Operator : SimulatedClients.Engineer);
    }

    private static SimulatedIdentity Identity(int number, CentralCa ca, string folder)
    {
        string site = FleetPlan.SiteOf(number);
        string name = FleetPlan.NameOf(number);
        IssuedCertificate issued = ca.Issue(site, name, folder);
        BrokerTls tls = BrokerTls.Load("127.0.0.1", ca.CertificatePath, issued.CertificatePath, issued.KeyPath);
        var key = new SealKey(RandomNumberGenerator.GetBytes(StreamBytes), RandomNumberGenerator.GetBytes(KeyBytes));
        return new SimulatedIdentity(site, name, tls, key, !FleetPlan.IsUnsealed(number), FleetPlan.IsUnsafe(number));
    }

    private static SimulatedModule Module(int number, SimulatedIdentity identity, TimeProvider time)
    {
        string hash = FleetStory.KnownPolicy;
        var module = new SimulatedModule(identity, hash, time);
        if (FleetPlan.IsObserving(number)) module.SetPolicy(hash, GuardMode.Observe);
        return module;
    }
}
