using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>How much of a bus its units get: all of it while they answer, and nearly all of it while one does not.</summary>
[TestClass]
public class BusShareTests
{
    [TestMethod]
    [DataRow(9600, 10)]
    [DataRow(9600, 125)]
    [DataRow(19200, 10)]
    [DataRow(19200, 125)]
    [DataRow(115200, 125)]
    public void Four_waiting_clients_leave_the_bus_no_pause_but_the_silences(int baud, int registers)
    {
        const int Milliseconds = 3_000;
        var format = new SerialFormat(baud, SerialParity.Even, 1);
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { Format = format });
        foreach (WireUnit unit in bed.Units) unit.ThinksUs = 0;
        var polls = new Polls(bed, registers);
        polls.Run(Milliseconds);
        long cycle = bed.Wire.Timing.FrameUs(8) + bed.Wire.Timing.FrameUs(5 + 2 * registers) + 2 * bed.Wire.Timing.InterFrameUs;
        long most = Milliseconds * 1000 / cycle;
        Assert.IsTrue(polls.Answered >= most - 1, $"{polls.Answered} answers; the line has room for {most}");
    }

    [TestMethod]
    public void One_dead_unit_among_four_costs_the_others_at_most_5_percent_after_the_first_time_out()
    {
        foreach (bool wasAlive in new[] { false, true })
        {
            using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { TimeoutMs = 200 });
            var polls = new Polls(bed, 10);
            int before = 0;
            if (wasAlive)
            {
                polls.Run(1_000);
                before = polls.AnsweredBy(2, 3, 4);
            }
            bed.Units[0].IsAlive = false;
            polls.Run(500);

            // The three get the whole bus now. What they would get by themselves is what their frames leave room for.
            int start = polls.AnsweredBy(2, 3, 4);
            const int Milliseconds = 30_000;
            polls.Run(Milliseconds);
            int got = polls.AnsweredBy(2, 3, 4) - start;
            RtuTiming timing = bed.Wire.Timing;
            long cycle = timing.FrameUs(8) + timing.FrameUs(25) + 2 * timing.InterFrameUs + bed.Units[1].ThinksUs;
            double alone = Milliseconds * 1000.0 / cycle;
            Assert.IsTrue(got >= 0.95 * alone, $"{got} answers, {alone:F0} without a dead unit, {before} before");
            Assert.IsTrue(polls.Refused > 0);
        }
    }

    [TestMethod]
    public void Three_dead_units_among_four_cost_the_fourth_no_more_than_one_does()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { TimeoutMs = 200 });
        for (int i = 0; i < 3; i++) bed.Units[i].IsAlive = false;
        var polls = new Polls(bed, 10);
        polls.Run(2_000);
        int start = polls.AnsweredBy(4);
        polls.Run(40_000);
        RtuTiming timing = bed.Wire.Timing;
        long cycle = timing.FrameUs(8) + timing.FrameUs(25) + 2 * timing.InterFrameUs + bed.Units[3].ThinksUs;
        Assert.IsTrue(polls.AnsweredBy(4) - start >= 0.95 * 40_000_000 / cycle);
    }

    [TestMethod]
    public void A_unit_left_alone_is_0B_at_once_without_a_byte_on_the_bus_and_is_found_again_by_a_try()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        byte[] ask = Adu.Read(1, 1, 3, 0, 1);
        bed.Ask(client, ask);
        bed.Units[0].IsAlive = false;
        Bytes.AreSame(Adu.Exception(ask, 11), bed.Ask(client, ask));
        bed.Clock.Advance(1_000);
        Bytes.AreSame(Adu.Exception(ask, 11), bed.Ask(client, ask));
        int frames = bed.Wire.Frames.Count;
        for (int i = 0; i < 100; i++) Bytes.AreSame(Adu.Exception(ask, 11), GuardBed.Ask(client, ask));
        Assert.AreEqual(frames, bed.Wire.Frames.Count);
        Assert.AreEqual(100u, bed.Guard.Count(Counter.PlcBackedOff));

        RecordedEvent silent = bed.Guard.Events.Only(EventCode.UnitSilent);
        Assert.AreEqual(1, silent.Unit);
        Assert.IsTrue(silent.B is > 100 and < 5_000, $"{silent.B} ms");
        bed.Units[0].IsAlive = true;
        bed.Clock.Advance(silent.B);
        Bytes.AreSame(Adu.Frame(1, 1, 3, 2, 0x10, 0), bed.Ask(client, ask));
        Assert.AreEqual(1, bed.Guard.Events.Only(EventCode.UnitAnswers).Unit);
    }

    [TestMethod]
    public void After_one_request_that_noise_swallows_a_unit_is_left_alone_for_its_time_out_and_no_longer()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        byte[] ask = Adu.Read(1, 1, 3, 0, 1);
        for (int i = 0; i < 3; i++)
        {
            Bytes.AreSame(Adu.Frame(1, 1, 3, 2, 0x10, 0), bed.Ask(client, ask));
            bed.Units[0].IsAlive = false;
            Bytes.AreSame(Adu.Exception(ask, 11), bed.Ask(client, ask));
            bed.Units[0].IsAlive = true;
            bed.Clock.Advance(990);
            Bytes.AreSame(Adu.Exception(ask, 11), GuardBed.Ask(client, ask));
            bed.Clock.Advance(10);
        }
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
    }

    [TestMethod]
    public void Requests_that_wait_for_a_unit_that_falls_silent_do_not_cost_a_time_out_each()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].IsAlive = false;
        MemoryClient[] clients = [bed.Connect(), bed.Connect(), bed.Connect(), bed.Connect()];
        byte[] ask = Adu.Read(1, 1, 3, 0, 1);
        foreach (MemoryClient client in clients) client.Send(ask);
        bed.Clock.Advance(1_100);
        foreach (MemoryClient client in clients) Bytes.AreSame(Adu.Exception(ask, 11), client.ReceiveFrame());
        Assert.AreEqual(1, bed.Wire.Frames.Count);
    }

    [TestMethod]
    public void A_try_waits_no_longer_than_a_healthy_unit_needed_with_room_to_spare()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        byte[] ask = Adu.Read(1, 1, 3, 0, 1);
        bed.Ask(client, ask);
        bed.Units[0].IsAlive = false;
        bed.Ask(client, ask);
        bed.Clock.Advance(1_000);
        bed.Ask(client, ask);
        bed.Clock.Advance(bed.Guard.Events.Only(EventCode.UnitSilent).B);
        client.Send(ask);
        bed.Clock.Advance(100);
        Bytes.AreSame(Adu.Exception(ask, 11), client.ReceiveFrame());
    }

    /// <summary>One client for each unit, each asking again as soon as it is answered; one that is refused waits a little.</summary>
    private sealed class Polls
    {
        private const int PauseMs = 100;

        private readonly BusBed _bed;
        private readonly MemoryClient[] _clients;
        private readonly byte[][] _asks;
        private readonly int[] _answered;
        private readonly long[] _asksAgainAt;

        internal Polls(BusBed bed, int registers)
        {
            _bed = bed;
            _clients = [.. bed.Units.Select(_ => bed.Connect())];
            _asks = [.. bed.Units.Select(unit => Adu.Read(1, unit.Id, 3, 0, registers))];
            _answered = new int[_clients.Length];
            _asksAgainAt = new long[_clients.Length];
        }

        internal int Answered => _answered.Sum();

        internal int Refused { get; private set; }

        internal int AnsweredBy(params int[] units) => units.Sum(unit => _answered[unit - 1]);

        // Two requests on the way for each client: while one is answered the next waits already.
        internal void Run(long milliseconds)
        {
            long end = _bed.Clock.Now + milliseconds;
            while (_bed.Clock.Now < end)
            {
                for (int i = 0; i < _clients.Length; i++) Turn(i);
                _bed.Clock.Advance(5);
            }
        }

        private void Turn(int i)
        {
            if (_asksAgainAt[i] == 0)
            {
                _clients[i].Send([.. _asks[i], .. _asks[i]]);
                _asksAgainAt[i] = long.MaxValue;
            }
            if (_asksAgainAt[i] <= _bed.Clock.Now)
            {
                _clients[i].Send(_asks[i]);
                _asksAgainAt[i] = long.MaxValue;
            }
            while (_clients[i].Waiting > 0)
            {
                byte[]? frame = _clients[i].ReceiveFrame();
                if (frame![7] == 3)
                {
                    _answered[i]++;
                    _clients[i].Send(_asks[i]);
                }
                else
                {
                    Refused++;
                    _asksAgainAt[i] = _bed.Clock.Now + PauseMs;
                }
            }
        }
    }
}
