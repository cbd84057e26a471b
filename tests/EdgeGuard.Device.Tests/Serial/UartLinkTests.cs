using System.IO.Ports;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>The contract of <see cref="ISerialLink"/> on a UART of the ESP32, and what its driver must not be asked.</summary>
[TestClass]
public sealed class UartLinkTests
{
    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    private readonly FakeClock _clock = new();
    private readonly FakeUart _uart;
    private readonly UartPort _port;

    public UartLinkTests()
    {
        _uart = new FakeUart(_clock, 573);
        FakeHardware.Renew().Uarts.Add("COM2", _uart);
        _port = UartPort.Rs485("COM2", Format, _clock);
    }

    [TestMethod]
    public void The_transmitter_is_switched_by_the_UART_and_the_format_is_the_ports()
    {
        Open();
        Assert.AreEqual(SerialMode.RS485, _uart.Mode);
        Assert.AreEqual("19200 8E1", _uart.Format);
        Assert.AreEqual(512, _uart.ReceiveBuffer);
    }

    [TestMethod]
    [DataRow(128, 128)]
    [DataRow(100, 28)]
    public void Nothing_is_written_that_has_no_room_however_long_a_writer_waits_for_the_processor(int first, int second)
    {
        ISerialLink link = Open();
        Assert.IsTrue(link.Write(Bytes(first), 0, first, _clock.Microseconds));
        Assert.IsTrue(Run(() =>
        {
            _uart.BeforeWrite = () => _clock.Advance(500);
            bool isWritten = link.Write(Bytes(second), 0, second, _clock.Microseconds + 5_000_000);
            _uart.BeforeWrite = null;
            return isWritten && link.Write(Bytes(first), 0, first, _clock.Microseconds + 5_000_000);
        }));
        NoComplaint();
    }

    [TestMethod]
    public void A_port_has_one_link_at_a_time()
    {
        ISerialLink link = Open();
        Assert.IsNull(_port.Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Busy, fault);
        link.Close();
        Assert.IsFalse(_uart.IsOpen);
        Assert.IsNotNull(Open());
    }

    [TestMethod]
    public void A_port_that_is_not_there_says_so_and_can_be_tried_again()
    {
        var missing = UartPort.Rs485("COM9", Format, _clock);
        for (int i = 0; i < 2; i++)
        {
            Assert.IsNull(missing.Open(out SerialFault fault));
            Assert.AreEqual(SerialFault.Missing, fault);
        }
    }

    [TestMethod]
    public void A_driver_that_fails_is_a_fault_and_then_an_end()
    {
        _uart.Fails = true;
        Assert.IsNull(_port.Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Failed, fault);
        _uart.Fails = false;
        ISerialLink link = Open();
        _uart.Fails = true;
        Assert.AreEqual(-1, link.Read(new byte[8], 0, 8, 0));
        Assert.IsFalse(link.Write(new byte[8], 0, 8, long.MaxValue));
        link.Close();
        _uart.Fails = false;
        Assert.IsNotNull(Open());
    }

    [TestMethod]
    public void Reading_takes_what_is_there_and_no_more()
    {
        ISerialLink link = Open();
        var buffer = new byte[8];
        Assert.AreEqual(0, link.Read(buffer, 0, 8, 0));
        _uart.Arrive(1, 2, 3);
        Assert.AreEqual(2, link.Read(buffer, 4, 2, 0));
        Assert.AreEqual(1, link.Read(buffer, 6, 2, 0));
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 1, 2, 3, 0 }, buffer);
        NoComplaint();
    }

    [TestMethod]
    public void Waiting_ends_at_its_time_and_leaves_the_link_as_it_was()
    {
        ISerialLink link = Open();
        long began = _clock.Microseconds;
        Assert.AreEqual(0, Run(() => link.Read(new byte[1], 0, 1, began + 25_400)));
        Assert.IsTrue(_clock.Microseconds - began is >= 25_400 and <= 27_000);
        _uart.Arrive(7);
        Assert.AreEqual(1, link.Read(new byte[1], 0, 1, long.MaxValue));
    }

    [TestMethod]
    public void A_reader_is_woken_when_the_library_says_that_something_came()
    {
        ISerialLink link = Open();
        int read = 0;
        _clock.Run(() => read = link.Read(new byte[1], 0, 1, long.MaxValue));
        _clock.Advance(33);
        Assert.AreEqual(0, read);
        _uart.Arrive(7);
        _clock.Settle();
        Assert.AreEqual(1, read);
    }

    [TestMethod]
    public void A_frame_that_fits_the_buffer_is_one_write()
    {
        ISerialLink link = Open();
        Assert.IsTrue(link.Write(Bytes(128), 0, 128, _clock.Microseconds));
        Assert.AreEqual(128, _uart.Written.Single().Bytes.Length);
        NoComplaint();
    }

    [TestMethod]
    public void The_longest_frame_goes_in_pieces_that_always_fit_and_without_a_gap()
    {
        ISerialLink link = Open();
        byte[] frame = Bytes(256);
        Assert.IsTrue(Run(() => link.Write(frame, 0, 256, _clock.Microseconds + 1_000_000)));
        CollectionAssert.AreEqual(frame, _uart.Written.SelectMany(w => w.Bytes).ToArray());
        Assert.IsTrue(_uart.Written.All(w => w.Bytes.Length <= 128));
        Assert.AreEqual(0, _uart.Gaps);
        NoComplaint();
    }

    [TestMethod]
    public void Frames_one_after_the_other_never_overfill_the_buffer()
    {
        ISerialLink link = Open();
        for (int i = 1; i <= 20; i++)
        {
            int length = 13 * i;
            Assert.IsTrue(Run(() => link.Write(Bytes(256), 0, length > 256 ? 256 : length, _clock.Microseconds + 10_000_000)));
        }
        NoComplaint();
    }

    [TestMethod]
    public void A_write_that_cannot_be_taken_in_time_says_so()
    {
        ISerialLink link = Open();
        Assert.IsFalse(Run(() => link.Write(Bytes(256), 0, 256, _clock.Microseconds + 10_000)));
        NoComplaint();
    }

    [TestMethod]
    public void Abort_wakes_a_reader_and_a_closed_link_has_ended()
    {
        ISerialLink link = Open();
        int read = 0;
        _clock.Run(() => read = link.Read(new byte[1], 0, 1, long.MaxValue));
        _clock.Settle();
        link.Abort();
        _clock.Settle();
        Assert.AreEqual(-1, read);
        link.Close();
        link.Close();
        Assert.AreEqual(-1, link.Read(new byte[1], 0, 1, long.MaxValue));
        Assert.IsFalse(link.Write(new byte[1], 0, 1, long.MaxValue));
    }

    [TestMethod]
    public void A_link_that_is_closed_lets_what_was_written_leave_and_the_next_one_finds_an_empty_buffer()
    {
        ISerialLink link = Open();
        long began = _clock.Microseconds;
        Assert.IsTrue(link.Write(Bytes(100), 0, 100, began + 1_000_000));
        Assert.IsTrue(Run(() =>
        {
            link.Close();
            return true;
        }));
        Assert.IsTrue(_clock.Microseconds - began is >= 100 * 573 and < 100 * 573 + 15_000);
        Assert.IsTrue(Open().Write(Bytes(128), 0, 128, _clock.Microseconds));
        NoComplaint();
    }

    [TestMethod]
    public void A_link_that_was_aborted_is_closed_at_once()
    {
        ISerialLink link = Open();
        Assert.IsTrue(link.Write(Bytes(100), 0, 100, _clock.Microseconds + 1_000_000));
        link.Abort();
        link.Close();
        Assert.IsFalse(_uart.IsOpen);
    }

    private static byte[] Bytes(int count)
    {
        return Enumerable.Range(0, count).Select(i => (byte)i).ToArray();
    }

    private ISerialLink Open()
    {
        ISerialLink? link = _port.Open(out SerialFault fault);
        Assert.AreEqual(SerialFault.None, fault);
        Assert.IsNotNull(link);
        return link;
    }

    private void NoComplaint()
    {
        Assert.AreEqual("", string.Join('\n', _uart.Complaints));
    }

    private T Run<T>(System.Func<T> body)
    {
        T? result = default;
        int isDone = 0;
        _clock.Run(() =>
        {
            result = body();
            Interlocked.Exchange(ref isDone, 1);
        });
        _clock.Settle();
        for (int i = 0; i < 20_000 && Interlocked.CompareExchange(ref isDone, 0, 0) == 0; i++) _clock.Advance(1);
        Assert.AreEqual(1, isDone);
        return result!;
    }
}
