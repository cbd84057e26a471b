using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A thread that asks for the line, and keeps it until told.</summary>
internal sealed class PlcPortUser
{
    private readonly PlcPort _line;
    private readonly List<string> _log;
    private readonly ISignal _release;
    private readonly FakeClock _clock;

    internal PlcPortUser(
        FakeClock clock, PlcPort line, List<string> log, string name, int priority, bool allConnections = false, int waitMs = int.MaxValue)
    {
        _clock = clock;
        _line = line;
        _log = log;
        Ticket = new PlcPortTicket(clock);
        _release = clock.CreateSignal();
        clock.Run(() => Use(name, priority, allConnections, clock.Now + waitMs));
        clock.Settle();
    }

    internal PlcPortTicket Ticket { get; }

    internal bool? Got { get; private set; }

    internal void Release()
    {
        _release.Set();
        _clock.Settle();
    }

    private void Use(string name, int priority, bool allConnections, long deadline)
    {
        bool got = _line.Take(Ticket, priority, allConnections, deadline);
        Got = got;
        lock (_log) _log.Add(got ? name : name + " gave up");
        if (!got) return;
        _release.Wait(long.MaxValue);
        _line.Release(Ticket);
    }
}
