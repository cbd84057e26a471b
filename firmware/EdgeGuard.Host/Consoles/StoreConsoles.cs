using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Shell;

namespace EdgeGuard.Host;

/// <summary>A module with a store, and the consoles that it is set up and changed at.</summary>
internal sealed class StoreConsoles : IDisposable
{
    private const int StopMs = 5_000;

    // So many people can be at a TCP console at once; one more waits.
    private const int TcpTerminals = 4;

    private readonly StoredModule _module;
    private readonly StderrLog _log;
    private readonly ConsoleServices _services;
    private readonly List<ConsoleTerminal> _terminals = [];

    private StoreConsoles(StoredModule module, RecentEvents recent, StderrLog log, Action restart)
    {
        _module = module;
        _log = log;
        _services = new ConsoleServices(
            module.Run.Clock, module.Accounts, module.Configurations, module.Credentials, module.Backups, module.Isolation, recent, module.Run.Counters, module.Run.Trace,
            module.SelfTest, new HostConsolePlatform(module, restart))
        {
            StartedBecause = module.Run.StartedBecause,
        };
    }

    /// <summary>The module; disposed with this.</summary>
    internal StoredModule Module => _module;

    /// <summary>Opens a store and the module in it, with no console yet. Null: <paramref name="problem"/> says why not.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="restart">Called when somebody at a console wants the module to begin anew.</param>
    /// <param name="problem">Empty when it is open.</param>
    /// <param name="remedy">What to do.</param>
    internal static StoreConsoles? TryOpen(string folder, StderrLog log, Action restart, out string problem, out string remedy)
    {
        RecentEvents? recent = null;
        IEventSink Before(IEventSink journal, IClock clock) => recent = new RecentEvents(journal, clock);
        StoredModule? module = StoredModule.TryOpen(folder, log, Before, out problem, out remedy);
        return module == null || recent == null ? null : new StoreConsoles(module, recent, log, restart);
    }

    /// <summary>Opens a console; null, or the problem in words.</summary>
    /// <param name="name">See <see cref="ConsolePorts"/>.</param>
    /// <param name="isBatch">Whether scripts come.</param>
    internal string? Open(string name, bool isBatch)
    {
        IConsolePort? port = ConsolePorts.TryOpen(name, _module.Run.Clock, _log.Line, out string problem);
        if (port == null) return problem;
        int count = port is TcpConsolePort ? TcpTerminals : 1;
        for (int i = 0; i < count; i++)
        {
            var terminal = new ConsoleTerminal(_services, port, isBatch)
            {
                Faulted = e => _log.Line("internal fault, a console was closed: " + e),
                Heartbeats = _module.Run.Heartbeats,
            };
            _terminals.Add(terminal);
            terminal.Start();
        }
        _log.Line($"console on {port.Name}");
        return null;
    }

    public void Dispose()
    {
        long deadline = _module.Run.Clock.Now + StopMs;
        foreach (ConsoleTerminal terminal in _terminals)
        {
            if (!terminal.Stop(deadline)) _log.Line("a console was still busy after five seconds");
        }
        _module.Dispose();
    }
}
