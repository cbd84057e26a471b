using System;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;

namespace EdgeGuard.Testing;

/// <summary>A gateway with fakes on every side. Disposing stops it and fails the test when it does not stop cleanly.</summary>
public sealed class GuardBed : IDisposable
{
    private bool _isStopped;

    private GuardBed(GuardConfiguration configuration, int lanes, IDialer? dialer, IEventSink? sink)
    {
        Plc = new MisbehavingPlc(Clock);
        Listener = new FakeListener(Clock);
        Gateway = new Gateway(configuration, [Listener], [LineSetup.Plc(dialer ?? Plc, lanes)], Clock, sink ?? Events, Counters)
        {
            Faulted = fault => Fault ??= fault,
        };
    }

    public FakeClock Clock { get; } = new();

    public MisbehavingPlc Plc { get; }

    public FakeListener Listener { get; }

    public RecordingEventSink Events { get; } = new();

    public Counters Counters { get; } = new();

    public Gateway Gateway { get; }

    /// <summary>The first exception that nothing in the guard expected.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>A running gateway before a PLC that answers.</summary>
    public static GuardBed Start(GuardConfiguration configuration, int lanes = 1)
    {
        return Begin(new GuardBed(configuration, lanes, null, null));
    }

    /// <summary>A running gateway before a dialer, and with a sink, of the test's own.</summary>
    public static GuardBed Start(GuardConfiguration configuration, Func<FakeClock, IDialer> dialer, IEventSink? sink = null)
    {
        ArgumentNullException.ThrowIfNull(dialer);
        var late = new LateDialer();
        var bed = new GuardBed(configuration, 1, late, sink);
        late.Dialer = dialer(bed.Clock);
        return Begin(bed);
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
        // The accept thread and the supervisor.
        bed.Clock.SettleWith(2);
        return bed;
    }

    private sealed class LateDialer : IDialer
    {
        internal IDialer? Dialer { get; set; }

        public ILink? Dial(long deadline)
        {
            return Dialer?.Dial(deadline);
        }
    }
}
