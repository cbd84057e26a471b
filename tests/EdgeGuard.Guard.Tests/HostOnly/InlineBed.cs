using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A guard in a serial cable: a client's line on one side, a bus with units 1 and 2 on the other.</summary>
internal sealed class InlineBed : IDisposable
{
    private const int Threads = 3;

    private readonly Gateway _gateway;
    private Exception? _fault;

    internal InlineBed(string rules, bool hasEcho = false, bool portEchoes = false, int stretchPercent = 100)
    {
        var format = new SerialFormat(9600, SerialParity.Even, 1);
        var timing = new RtuTiming(format, stretchPercent);
        Upstream = new SerialWire(Clock, format);
        Bus = new SerialWire(Clock, format);
        ClientPort = Upstream.AddPort("module");
        ClientPort.HasEcho = portEchoes;
        Units = [Bus.AddUnit(1), Bus.AddUnit(2)];
        foreach (WireUnit unit in Units)
        {
            for (int i = 0; i < 1000; i++) unit.Model.HoldingRegisters[i] = (ushort)(unit.Id << 12 | i);
        }
        Configuration = new GuardConfiguration(SampleConfigurations.Compile(rules))
        {
            Routes = new UnitRoutesBuilder().RouteBroadcast(0).Route(1, 0, 1, 0).Route(2, 0, 2, 0).Build(),
        };
        var listener = new RtuListener(ClientPort, timing, hasEcho, "Operator", Configuration, Clock, Events, Counters);
        _gateway = new Gateway(
            Configuration, [listener], [PlcPortSetup.Bus(Bus.AddPort("module"), new BusOptions(timing))], Clock, Events, Counters)
        {
            Faulted = fault => _fault ??= fault,
        };
        Clock.Follow(() => _gateway);
        _gateway.Start();
        Clock.SettleWith(Threads - 1);
        Clock.Advance(50);
        WarmUp();
    }

    internal FakeClock Clock { get; } = new();

    internal RecordingEventSink Events { get; } = new();

    internal Counters Counters { get; } = new();

    internal GuardConfiguration Configuration { get; }

    internal SerialWire Upstream { get; }

    internal SerialWire Bus { get; }

    internal WirePort ClientPort { get; }

    internal WireUnit[] Units { get; }

    internal Gateway Gateway => _gateway;

    /// <summary>Sends as the client does; what the module answered within so many milliseconds, or null.</summary>
    internal byte[]? Ask(byte[] frame, int milliseconds = 2_000)
    {
        int before = Answers().Length;
        Upstream.Send("client", frame);
        Clock.Advance(milliseconds);
        byte[][] answers = Answers();
        Assert.IsTrue(answers.Length <= before + 1, "more than one answer");
        return answers.Length > before ? answers[before] : null;
    }

    internal byte[][] Answers() => [.. Upstream.Frames.Where(frame => frame.Sender == "module").Select(frame => frame.Bytes)];

    public void Dispose()
    {
        Assert.IsTrue(_gateway.Stop(Clock.Now + 1), "the gateway did not stop");
        if (_fault != null) throw new InvalidOperationException("The gateway met a fault of its own.", _fault);
    }

    // The first request begins a session, and its thread: the clock knows it from then on.
    private void WarmUp()
    {
        Upstream.Send("client", RtuAdu.Read(1, 3, 0, 1));
        Clock.Advance(10);
        Clock.SettleWith(Threads);
        Clock.Advance(200);
    }
}
