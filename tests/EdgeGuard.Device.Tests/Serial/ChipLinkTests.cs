using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>The second bus's UART on the simulated wire.</summary>
[TestClass]
public sealed class ChipLinkTests
{
    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    private readonly FakeClock _clock = new();
    private readonly UartChipSimulator _simulator;
    private readonly byte[] _read = new byte[256];

    public ChipLinkTests()
    {
        _simulator = new UartChipSimulator(_clock);
    }

    [TestMethod]
    [DataRow(9_600, SerialParity.Even, 1, 0x1B)]
    [DataRow(19_200, SerialParity.None, 2, 0x07)]
    [DataRow(19_200, SerialParity.Odd, 1, 0x0B)]
    [DataRow(1_200, SerialParity.None, 1, 0x03)]
    [DataRow(300, SerialParity.Even, 2, 0x1F)]
    public void A_format_reaches_the_chip_and_its_rate_is_exact(int baud, SerialParity parity, int stopBits, int lineControl)
    {
        Assert.IsNotNull(Open(new SerialFormat(baud, parity, stopBits)));
        Assert.AreEqual(baud, _simulator.Baud);
        Assert.AreEqual(lineControl, _simulator.LineControl);
        Assert.AreEqual("", string.Join('\n', _simulator.Complaints));
    }

    [TestMethod]
    [DataRow(19_200, true)]
    [DataRow(115_200, true)]
    [DataRow(14_400, true)]
    [DataRow(250_000, false)]
    [DataRow(4_000_000, false)]
    public void A_rate_is_given_within_a_hundredth_or_not_at_all(int baud, bool isGiven)
    {
        Assert.AreEqual(isGiven, UartChip.Gives(baud));
    }

    [TestMethod]
    public void What_is_too_fast_for_its_FIFO_is_not_opened()
    {
        Assert.IsNull(Port(new SerialFormat(38_400, SerialParity.Even, 1)).Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Failed, fault);
    }

    [TestMethod]
    public void A_chip_that_is_not_there_or_forgets_is_not_opened_and_one_link_is_open_at_a_time()
    {
        _simulator.IsThere = false;
        Assert.IsNull(Port(Format).Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Failed, fault);
        _simulator.IsThere = true;
        ChipPort port = Port(Format);
        ISerialLink link = port.Open(out _)!;
        Assert.IsNull(port.Open(out fault));
        Assert.AreEqual(SerialFault.Busy, fault);
        link.Close();
        link.Close();
        Assert.IsNotNull(port.Open(out _));
    }

    [TestMethod]
    public void The_longest_frame_leaves_without_a_gap_and_the_bus_is_driven_until_its_end()
    {
        ISerialLink link = Open(Format);
        byte[] frame = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        bool isSent = false;
        _clock.Run(() => isSent = link.Write(frame, 0, frame.Length, _clock.Microseconds + 1_000_000));
        _clock.Advance(100);
        Assert.IsTrue(_simulator.Drives);
        Assert.IsFalse(isSent);
        _clock.Advance(400);
        Assert.IsTrue(isSent);
        Assert.IsFalse(_simulator.Drives);
        CollectionAssert.AreEqual(frame, _simulator.Written.SelectMany(piece => piece.Bytes).ToArray());
        Assert.AreEqual(0, _simulator.Gaps);
        Assert.AreEqual("", string.Join('\n', _simulator.Complaints));
    }

    [TestMethod]
    public void A_deadline_that_passes_while_it_is_full_ends_the_writing_and_not_the_link()
    {
        ISerialLink link = Open(new SerialFormat(300, SerialParity.Even, 1));
        bool? isSent = null;
        _clock.Run(() => isSent = link.Write(_read, 0, 256, _clock.Microseconds + 50_000));
        _clock.Advance(100);
        Assert.AreEqual(false, isSent);
        Assert.AreEqual(0, link.Read(_read, 0, 1, 0));
    }

    [TestMethod]
    public void Nothing_is_waited_for_longer_than_asked_and_what_came_is_taken_within_a_look()
    {
        ISerialLink link = Open(Format);
        Assert.AreEqual(0, link.Read(_read, 0, 8, 0));
        int count = -2;
        _clock.Run(() => count = link.Read(_read, 0, 8, _clock.Microseconds + 100_000));
        _clock.Advance(50);
        _simulator.Arrive(1, 2, 3);
        _clock.Advance(SerialWait.PollMs);
        Assert.AreEqual(3, count);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, _read[..3]);
    }

    [TestMethod]
    public void No_more_is_taken_than_there_is_room_for()
    {
        ISerialLink link = Open(Format);
        _simulator.Arrive([.. Enumerable.Range(0, 70).Select(i => (byte)i)]);
        Assert.AreEqual(6, _simulator.Lost);
        Assert.AreEqual(10, link.Read(_read, 3, 10, 0));
        Assert.AreEqual(54, link.Read(_read, 0, 256, 0));
        Assert.AreEqual(10, _read[0]);
    }

    [TestMethod]
    public void A_chip_that_was_reset_fails_or_vanishes_ends_the_link()
    {
        ISerialLink link = Open(Format);
        _simulator.Reset();
        Assert.AreEqual(-1, link.Read(_read, 0, 8, 0));
        link.Close();
        link = Open(Format);
        _simulator.Fails = true;
        Assert.IsFalse(link.Write(_read, 0, 8, long.MaxValue));
        Assert.AreEqual(-1, link.Read(_read, 0, 8, 0));
        _simulator.Fails = false;
        link.Close();
        link = Open(Format);
        _simulator.IsThere = false;
        Assert.AreEqual(-1, link.Read(_read, 0, 8, 0));
    }

    [TestMethod]
    public void An_abort_wakes_a_reader_and_closing_lets_the_end_of_a_response_leave()
    {
        ISerialLink link = Open(Format);
        int count = -2;
        _clock.Run(() => count = link.Read(_read, 0, 8, long.MaxValue));
        link.Abort();
        _clock.Advance(1);
        Assert.AreEqual(-1, count);
        link.Close();
        link = Open(Format);
        Assert.IsTrue(link.Write(_read, 0, 60, long.MaxValue));
        bool isClosed = false;
        _clock.Run(() =>
        {
            link.Close();
            isClosed = true;
        });
        _clock.Advance(20);
        Assert.IsTrue(_simulator.Drives);
        _clock.Advance(60);
        Assert.IsTrue(isClosed);
        Assert.IsFalse(_simulator.Drives);
    }

    [TestMethod]
    public void On_the_board_it_is_selected_alone()
    {
        var bench = new WroverBench(new W5500Simulator(_clock, new DarkWire()));
        bench.Selected[Esp32Wrover.SecondBusSelect] = _simulator;
        var board = new Esp32Wrover();
        ISerialLink link = board.CreateSecondBus(Format, _clock)!.Open(out _)!;
        _simulator.Arrive(7);
        Assert.AreEqual(1, link.Read(_read, 0, 8, 0));
        Assert.IsTrue(link.Write(_read, 0, 8, long.MaxValue));
        Assert.AreEqual(0, bench.Expander.PortA);
    }

    private ISerialLink Open(SerialFormat format)
    {
        return Port(format).Open(out _)!;
    }

    private ChipPort Port(SerialFormat format)
    {
        return new ChipPort("BUS2", new UartChip(_simulator), format, _clock);
    }
}
