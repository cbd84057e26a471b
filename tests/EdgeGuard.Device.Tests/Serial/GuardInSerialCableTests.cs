using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>Our own board in the cable of a serial client: the client at BUS 2's UART, behind the expander, the PLC at COM2.</summary>
[TestClass]
public sealed class GuardInSerialCableTests
{
    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    [TestMethod]
    public void A_client_is_answered_by_the_PLC_behind_the_board()
    {
        using var site = new Site();
        site.Unit.Model.HoldingRegisters[5] = 0xBEEF;
        for (int i = 0; i < 20; i++) CollectionAssert.AreEqual(RtuAdu.Frame(1, 3, 2, 0xBE, 0xEF), site.Ask(RtuAdu.Read(1, 3, 5, 1)));
        Assert.AreEqual("", string.Join('\n', site.Second.Complaints));
    }

    [TestMethod]
    public void The_longest_response_leaves_without_a_gap_and_what_is_refused_never_reaches_the_PLC()
    {
        using var site = new Site();
        Assert.AreEqual(5 + 2 * 100, site.Ask(RtuAdu.Read(1, 3, 0, 100))?.Length);
        byte[][] pieces = [.. site.Second.Written.Select(piece => piece.Bytes)];
        Assert.IsGreaterThan(2, pieces.Length);
        int asked = site.Bus.RequestsOf(site.Unit).Count;
        CollectionAssert.AreEqual(RtuAdu.Frame(1, 0x86, 1), site.Ask(RtuAdu.Frame(1, 6, 0, 40, 0xFF, 0xFF)));
        Assert.AreEqual(asked, site.Bus.RequestsOf(site.Unit).Count);
        Assert.AreEqual("", string.Join('\n', site.Second.Complaints));
    }

    [TestMethod]
    public void A_chip_that_was_reset_is_set_up_again_and_the_client_is_answered()
    {
        using var site = new Site();
        Assert.IsNotNull(site.Ask(RtuAdu.Read(1, 3, 0, 1)));
        site.Second.Reset();
        site.Clock.Advance(30_000);
        Assert.IsNotNull(site.Ask(RtuAdu.Read(1, 3, 0, 1)));
    }

    private sealed class Site : IDisposable
    {
        private const int Threads = 3;

        private readonly Gateway _gateway;
        private readonly SerialWire _upstream;
        private Exception? _fault;

        internal Site()
        {
            var timing = new RtuTiming(Format, 400);
            _upstream = new SerialWire(Clock, Format);
            Bus = new SerialWire(Clock, Format);
            Unit = Bus.AddUnit(1);
            Second = new UartChipSimulator(Clock, Quiet(_upstream.AddPort("module")));
            var bench = new WroverBench(new W5500Simulator(Clock, new DarkWire()));
            bench.Selected[Esp32Wrover.SecondBusSelect] = Second;
            bench.Hardware.Uarts.Add("COM2", new FakeUart(Clock, timing.CharacterUs, Quiet(Bus.AddPort("module"))));
            var board = new Esp32Wrover();
            var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!)
            {
                Routes = new UnitRoutesBuilder().Route(1, 0, 1, 0).Build(),
            };
            var events = new RecordingEventSink();
            var counters = new Counters();
            ISerialPort upstream = board.CreateSecondBus(Format, Clock)!;
            var listener = new RtuListener(upstream, timing, false, "Operator", configuration, Clock, events, counters);
            PlcPortSetup plc = PlcPortSetup.Bus(board.CreateBus(Format, Clock), new BusOptions(timing));
            _gateway = new Gateway(configuration, [listener], [plc], Clock, events, counters) { Faulted = fault => _fault ??= fault };
            Clock.Follow(() => _gateway);
            _gateway.Start();
            Clock.SettleWith(Threads - 1);
            Clock.Advance(50);
            _upstream.Send("client", RtuAdu.Read(1, 3, 0, 1));
            Clock.Advance(20);
            Clock.SettleWith(Threads);
            Clock.Advance(500);
        }

        internal FakeClock Clock { get; } = new();

        internal SerialWire Bus { get; }

        internal WireUnit Unit { get; }

        internal UartChipSimulator Second { get; }

        public void Dispose()
        {
            Assert.IsTrue(_gateway.Stop(Clock.Now + 1), "the gateway did not stop");
            if (_fault != null) throw new InvalidOperationException("The gateway met a fault of its own.", _fault);
        }

        internal byte[]? Ask(byte[] frame)
        {
            int before = Answers().Length;
            _upstream.Send("client", frame);
            Clock.Advance(2_000);
            byte[][] answers = Answers();
            // A response of more than 64 bytes is given to the chip in pieces, of which it makes one.
            return answers.Length > before ? [.. answers.Skip(before).SelectMany(piece => piece)] : null;
        }

        private byte[][] Answers() => [.. _upstream.Frames.Where(frame => frame.Sender == "module").Select(frame => frame.Bytes)];

        private static WirePort Quiet(WirePort port)
        {
            port.TellsWhenSent = false;
            return port;
        }
    }
}
