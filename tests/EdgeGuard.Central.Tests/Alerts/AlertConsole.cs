using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>An archive, modules that tell it what the product's own code says, and the alerts that follow. The clock is set.</summary>
internal sealed class AlertConsole : IDisposable
{
    internal const string Site = "plant-7";

    private readonly TestArchive _archive = new();
    private readonly Dictionary<SimulatedModule, int> _connections = [];

    internal AlertConsole()
    {
        Intake = OpenIntake();
        Engine = OpenEngine();
    }

    internal AlertEngine Engine { get; private set; }

    internal IArchive Archive => _archive.Archive;

    internal Intake Intake { get; private set; }

    internal FakeTime Time => _archive.Time;

    internal string Folder => _archive.Folder;

    internal RecordingListener Listener { get; } = new();

    internal IReadOnlyCollection<SimulatedModule> Modules => _connections.Keys;

    internal HashSet<string> Known { get; } = [];

    internal long Now => Time.Now.ToUnixTimeMilliseconds();

    /// <summary>Every alert that was ever raised and is not history, as <c>plc-silent plant-7/pump-3 active</c>.</summary>
    internal string Open => string.Join('\n', Engine.Alerts().OrderBy(alert => alert.Id).Select(Text));

    internal SimulatedModule Module(string name = "pump-3", string site = Site, bool isUnsafe = false, string key = "")
    {
        string seed = key.Length > 0 ? key : $"{site}/{name}";
        var identity = new SimulatedIdentity(site, name, null, TestModule.KeyOf(seed), IsUnsafe: isUnsafe);
        var module = new SimulatedModule(identity, PolicyHash, Time);
        Return(module);
        return module;
    }

    internal static string PolicyHash => FleetStory.KnownPolicy;

    /// <summary>It is there, on a new connection, and says all that there is to say.</summary>
    internal void Return(SimulatedModule module)
    {
        _connections[module] = _connections.GetValueOrDefault(module) + 1;
        Tell(module.Topics.Inventory, Core.Report.Inventory(module.Status.Inventory));
        Report(module);
    }

    /// <summary>Says what it is like, and what happened.</summary>
    internal void Report(SimulatedModule module)
    {
        Tell(module.Topics.State, Core.Report.Online(module.Status, _connections[module]));
        Tell(module.Topics.Metrics, module.Metrics());
        Send(module);
    }

    internal void Send(SimulatedModule module)
    {
        while (module.NextBatch() is { } batch)
        {
            Tell(module.Topics.Events, batch);
            module.Sent();
        }
    }

    /// <summary>Its connection breaks, or it says goodbye.</summary>
    internal void Leave(SimulatedModule module, bool stopped = false) =>
        Tell(module.Topics.State, Core.Report.Offline(module.Status, _connections[module], stopped));

    internal void Tell(string topic, byte[] payload) => Assert.AreNotEqual(
        Receipt.Failed, Intake.Take(topic, payload).GetAwaiter().GetResult());

    /// <summary>Changes what waits to be told.</summary>
    internal void Put(Action<NoticeTable> act) => Engine.With(file =>
    {
        file.Begin();
        act(file.Notices);
        file.Commit();
        return true;
    });

    /// <summary>Time goes by, in steps, and those who are there are heard in each.</summary>
    internal void Pass(TimeSpan time, params SimulatedModule[] present)
    {
        TimeSpan step = time < TimeSpan.FromMinutes(20) ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(10);
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= step)
        {
            Time.Now += left < step ? left : step;
            foreach (SimulatedModule module in present) Report(module);
            Engine.Look();
        }
    }

    internal void Seconds(int seconds, params SimulatedModule[] present) => Pass(TimeSpan.FromSeconds(seconds), present);

    /// <summary>What this process would do, killed and started again.</summary>
    internal void Restart(TimeSpan away, Action? meanwhile = null)
    {
        Engine.Dispose();
        meanwhile?.Invoke();
        _archive.Reopen();
        Time.Now += away;
        Intake = OpenIntake();
        Engine = OpenEngine();
    }

    internal static string Text(Alert alert)
    {
        string where = alert.Key.Module.Length > 0 ? $"{alert.Key.Site}/{alert.Key.Module}" : alert.Key.Site;
        string acknowledged = alert.IsAcknowledged ? " acknowledged" : "";
        return $"{AlertRules.Of(alert.Key.Kind).Name} {where} {alert.State.ToString().ToLowerInvariant()}{acknowledged}".Replace("  ", " ");
    }

    public void Dispose()
    {
        Engine.Dispose();
        _archive.Dispose();
    }

    private Intake OpenIntake() => new(_archive.Archive, () => _archive.Keys, Time);

    private AlertEngine OpenEngine() => AlertEngine.Open(_archive.Folder, _archive.Archive, () => Known, Listener, Time);
}
