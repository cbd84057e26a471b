using System;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>The guard's stories with a unit on a simulated line behind the RS-485 adapter and a UART of the ESP32.</summary>
[TestClass]
public sealed class GuardOverRs485Tests
{
    private const int TimeoutMs = 1000;

    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    [TestMethod]
    public void What_is_allowed_is_answered_by_the_unit()
    {
        using var site = new Site();
        site.Unit.Model.HoldingRegisters[0] = 0xBEEF;
        CollectionAssert.AreEqual(Adu.Frame(7, 1, 3, 2, 0xBE, 0xEF), site.Answer(Ask));
        byte[] write = Adu.WriteRegisters(8, 1, 40, 1500, 0);
        CollectionAssert.AreEqual(Adu.Frame(8, 1, 16, 0, 40, 0, 2), site.Answer(write));
        CollectionAssert.AreEqual(write[7..], site.Wire.RequestsOf(site.Unit)[1].Pdu);
    }

    [TestMethod]
    public void What_is_refused_never_reaches_the_line()
    {
        using var site = new Site();
        byte[] write = Adu.WriteRegister(1, 1, 40, 1501);
        CollectionAssert.AreEqual(Adu.Exception(write, 1), site.Answer(write));
        Assert.AreEqual(0, site.Uart.Written.Count);
    }

    [TestMethod]
    public void A_unit_that_is_switched_off_is_0B_and_answers_again_when_it_is_on()
    {
        using var site = new Site();
        Assert.AreEqual(11, site.Answer(Ask)?.Length);
        site.Unit.IsAlive = false;
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), site.Answer(Ask));
        site.Unit.IsAlive = true;
        // A unit that did not answer is left alone for a while.
        site.Guard.Clock.Advance(60_000);
        Assert.AreEqual(11, site.Answer(Ask)?.Length);
    }

    [TestMethod]
    public void A_stale_answer_is_never_handed_to_the_next_request()
    {
        using var site = new Site();
        site.Unit.Model.HoldingRegisters[0] = 0xAAAA;
        site.Unit.Model.HoldingRegisters[1] = 0xBBBB;
        Assert.AreEqual(11, site.Answer(Ask)?.Length);
        site.Unit.ThinksUs = (TimeoutMs + 200) * 1000;
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), site.Answer(Ask, TimeoutMs + 100));
        site.Unit.ThinksUs = 1_000;
        // The late answer may run into the next request on the line, which costs that one its own.
        int answered = 0;
        for (int i = 0; i < 10; i++)
        {
            byte[] ask = Adu.Read(i, 1, 3, 1, 1);
            byte[]? answer = site.Answer(ask);
            if (answer?.Length == 9) CollectionAssert.AreEqual(Adu.Exception(ask, 0x0B), answer);
            else CollectionAssert.AreEqual(Adu.Frame(i, 1, 3, 2, 0xBB, 0xBB), answer);
            answered += answer?.Length == 11 ? 1 : 0;
            site.Guard.Clock.Advance(1_000);
        }
        Assert.IsTrue(answered >= 5, answered + " of 10");
    }

    [TestMethod]
    public void A_driver_that_fails_is_opened_anew()
    {
        using var site = new Site();
        Assert.AreEqual(11, site.Answer(Ask)?.Length);
        site.Uart.Fails = true;
        Assert.AreEqual(9, site.Answer(Ask)?.Length);
        site.Uart.Fails = false;
        site.Guard.Clock.Advance(60_000);
        Assert.AreEqual(11, site.Answer(Ask)?.Length);
    }

    [TestMethod]
    public void The_longest_answer_comes_whole()
    {
        using var site = new Site();
        Assert.AreEqual(9 + 2 * 100, site.Answer(Adu.Read(7, 1, 3, 0, 100))?.Length);
        Assert.AreEqual(0u, site.Guard.Count(Counter.BusFramesDamaged));
    }

    private sealed class Site : IDisposable
    {
        private readonly MemoryClient _client;

        internal Site()
        {
            var routes = new UnitRoutesBuilder().Route(1, 0, 1, TimeoutMs).Build();
            var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!)
            {
                PlcTimeoutMs = TimeoutMs,
                Routes = routes,
            };
            Guard = GuardBed.StartWith(configuration, guard => Lines(guard.Clock));
            _client = Guard.Connect(Peers.Tls("Operator"));
        }

        internal GuardBed Guard { get; }

        internal SerialWire Wire { get; private set; } = null!;

        internal WireUnit Unit { get; private set; } = null!;

        internal FakeUart Uart { get; private set; } = null!;

        public void Dispose()
        {
            Guard.Dispose();
            if (Uart.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Uart.Complaints));
        }

        internal byte[]? Answer(byte[] request, int milliseconds = 5_000)
        {
            return Guard.AskWithin(_client, request, milliseconds);
        }

        private PlcPortSetup[] Lines(FakeClock clock)
        {
            var timing = new RtuTiming(Format, 100);
            Wire = new SerialWire(clock, Format);
            Unit = Wire.AddUnit(1);
            WirePort line = Wire.AddPort("COM2");
            line.TellsWhenSent = false;
            Uart = new FakeUart(clock, timing.CharacterUs, line);
            FakeHardware.Renew().Uarts.Add("COM2", Uart);
            return [PlcPortSetup.Bus(UartPort.Rs485("COM2", Format, clock), new BusOptions(timing))];
        }
    }
}
