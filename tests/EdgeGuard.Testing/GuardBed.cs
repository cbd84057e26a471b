using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Traffic;

namespace EdgeGuard.Testing;

/// <summary>A gateway with fakes on every side. Disposing stops it and fails the test when it does not stop cleanly.</summary>
public sealed class GuardBed : IDisposable
{
    private bool _isStopped;

    private GuardBed(GuardConfiguration configuration, Func<GuardBed, PlcPortSetup[]> lines, IEventSink? sink, int? loops)
    {
        Plc = new MisbehavingPlc(Clock);
        Listener = new FakeListener(Clock);
        Loops = loops ?? UsualLoops.Value;
        Traffic = new TrafficTable(TrafficTable.DeviceRows, Clock.Now) { RecordsValues = true };
        Gateway = new Gateway(configuration, [Listener], lines(this), Clock, sink ?? Events, Counters, Trace)
        {
            Faulted = fault => Fault ??= fault,
            Heartbeats = Heartbeats,
            Traffic = Traffic,
            Pollers = [.. Enumerable.Range(0, Loops).Select(_ => new FakeLinkPoller(Clock))],
        };
        Clock.Follow(() => Gateway);
    }

    /// <summary>How many loops serve the sessions of beds that are made from here on in this flow of control, unless they say so
    /// themselves; 0: each session has a thread.</summary>
    public static AsyncLocal<int> UsualLoops { get; } = new();

    /// <summary>How many loops serve the sessions; 0: each has a thread.</summary>
    public int Loops { get; }

    public FakeClock Clock { get; } = new();

    public MisbehavingPlc Plc { get; }

    public FakeListener Listener { get; }

    public RecordingEventSink Events { get; } = new();

    public Counters Counters { get; } = new();

    public Trace Trace { get; } = new();

    public TrafficTable Traffic { get; }

    public Heartbeats Heartbeats { get; } = new(64);

    public Gateway Gateway { get; }

    /// <summary>The first exception that nothing in the guard expected.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>A running gateway before a PLC that answers.</summary>
    public static GuardBed Start(GuardConfiguration configuration, int connections = 1)
    {
        return Begin(new GuardBed(configuration, bed => [PlcPortSetup.Plc(bed.Plc, connections)], null, null));
    }

    /// <summary>The same, with so many loops for all sessions; 0: each session has a thread.</summary>
    public static GuardBed StartLooping(GuardConfiguration configuration, int loops, int connections = 1)
    {
        return Begin(new GuardBed(configuration, bed => [PlcPortSetup.Plc(bed.Plc, connections)], null, loops));
    }

    /// <summary>A running gateway before lines of the test's own.</summary>
    public static GuardBed StartWith(GuardConfiguration configuration, Func<GuardBed, PlcPortSetup[]> lines, IEventSink? sink = null)
    {
        return Begin(new GuardBed(configuration, lines, sink, null));
    }

    /// <summary>A running gateway before a dialer, and with a sink, of the test's own.</summary>
    public static GuardBed Start(GuardConfiguration configuration, Func<FakeClock, IDialer> dialer, IEventSink? sink = null)
    {
        ArgumentNullException.ThrowIfNull(dialer);
        return Begin(new GuardBed(configuration, bed => [PlcPortSetup.Plc(dialer(bed.Clock), 1)], sink, null));
    }

    /// <summary>A client connects and its session begins.</summary>
    public MemoryClient Connect(Peer peer)
    {
        return Listener.Connect(peer);
    }

    /// <summary>Sends a frame and answers what comes back without time passing; null when the link ended.</summary>
    public static byte[]? Ask(ITestClient client, byte[] frame)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Send(frame);
        return client.ReceiveFrame();
    }

    /// <summary>As <see cref="Ask"/>, with so much time to pass at the most;
    /// fails when neither an answer nor the end came by then.</summary>
    public byte[]? AskWithin(MemoryClient client, byte[] frame, long milliseconds)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Send(frame);
        long until = Clock.Now + milliseconds;
        while (client.Waiting == 0 && !client.IsEnded && Clock.Now < until) Clock.Advance(1);
        return client.ReceiveFrame();
    }

    /// <summary>What a trace has taken down since it was asked last, in words without times.</summary>
    public string[] Traced(TraceTap tap)
    {
        ArgumentNullException.ThrowIfNull(tap);
        Clock.Settle();
        var lines = new List<string>();
        var record = new TraceRecord();
        while (tap.Read(record)) lines.Add((record.Session > 0 ? "#" + record.Session + " " : "") + TraceText.Text(record));
        return [.. lines];
    }

    public uint Count(Counter counter)
    {
        Clock.Settle();
        return Counters.Read(counter);
    }

    /// <summary>Stops the gateway; whether every thread ended without time passing.</summary>
    public bool Stop()
    {
        _isStopped = true;
        return Gateway.Stop(Clock.Now + 1);
    }

    public void Dispose()
    {
        if (!_isStopped && !Stop()) throw new InvalidOperationException("The gateway did not stop.");
        if (Fault != null) throw new InvalidOperationException("The gateway met a fault of its own.", Fault);
    }

    private static GuardBed Begin(GuardBed bed)
    {
        bed.Gateway.Start();
        // The accept thread, and the loops, or the one that looks at certificates.
        bed.Clock.SettleWith(1 + Math.Max(1, bed.Loops));
        return bed;
    }
}
