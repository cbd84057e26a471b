using System.Collections.Generic;
using EdgeGuard.Core.Ports;
using EdgeGuard.Guard;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests.Host.Guard;

/// <summary>A thread that asks for the line, and keeps it until told.</summary>
internal sealed class LineUser
{
    private readonly PlcLine _line;
    private readonly List<string> _log;
    private readonly ISignal _release;
    private readonly FakeClock _clock;

    internal LineUser(
        FakeClock clock, PlcLine line, List<string> log, string name, int priority, bool allLanes = false, int waitMs = int.MaxValue)
    {
        _clock = clock;
        _line = line;
        _log = log;
        Ticket = new LineTicket(clock);
        _release = clock.CreateSignal();
        clock.Run(() => Use(name, priority, allLanes, clock.Now + waitMs));
        clock.Settle();
    }

    internal LineTicket Ticket { get; }

    internal bool? Got { get; private set; }

    internal void Release()
    {
        _release.Set();
        _clock.Settle();
    }

    private void Use(string name, int priority, bool allLanes, long deadline)
    {
        bool got = _line.Take(Ticket, priority, allLanes, deadline);
        Got = got;
        lock (_log) _log.Add(got ? name : name + " gave up");
        if (!got) return;
        _release.Wait(long.MaxValue);
        _line.Release(Ticket);
    }
}
