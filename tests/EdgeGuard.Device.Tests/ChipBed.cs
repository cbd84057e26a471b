using System;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests;

/// <summary>The driver on a simulated chip, a PLC behind it, and a clock that the test moves. Disposing fails the test where the driver did
/// what the datasheet forbids.</summary>
internal sealed class ChipBed : IDisposable
{
    internal const long Soon = 1_000;

    internal ChipBed(bool hasInterruptPin = false)
        : this(new FakeClock(), hasInterruptPin)
    {
    }

    internal ChipBed(FakeClock clock, bool hasInterruptPin = false)
    {
        Clock = clock;
        Plc = new MisbehavingPlc(Clock);
        Wire = new PlcWire(Clock, Plc);
        Simulator = new W5500Simulator(Clock, Wire);
        Chip = new W5500Chip(Simulator, Simulator, Addresses(), 7, hasInterruptPin, Clock);
        Dialer = new W5500Dialer(Chip, [192, 0, 2, 10], 502);
    }

    internal FakeClock Clock { get; }

    internal MisbehavingPlc Plc { get; }

    internal PlcWire Wire { get; }

    internal W5500Simulator Simulator { get; }

    internal W5500Chip Chip { get; }

    internal W5500Dialer Dialer { get; }

    public void Dispose()
    {
        if (Simulator.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Simulator.Complaints));
    }

    internal static W5500Addresses Addresses()
    {
        return new W5500Addresses([0x02, 0x45, 0x47, 0, 0, 1], [192, 0, 2, 1], [255, 255, 255, 0], [0, 0, 0, 0]);
    }

    /// <summary>Runs a body that may wait in a thread of its own, and lets time pass until it is done.</summary>
    internal T Run<T>(Func<T> body, int milliseconds = 60_000)
    {
        T? result = default;
        bool isDone = false;
        Clock.Run(() =>
        {
            result = body();
            isDone = true;
        });
        long began = Clock.Now;
        Clock.Settle();
        while (!isDone && Clock.Now - began < milliseconds) Clock.Advance(1);
        if (!isDone) throw new TimeoutException("It did not end.");
        return result!;
    }

    /// <summary>A link that stands.</summary>
    internal ILink Dial()
    {
        return Run(() => Dialer.Dial(Clock.Now + Soon)) ?? throw new InvalidOperationException("No link.");
    }
}
