using System;
using System.IO;
using System.IO.Ports;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Shell;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>A console's line on a UART of the ESP32.</summary>
[TestClass]
public sealed class UartConsoleTests
{
    private const int CharacterUs = 87;

    private readonly FakeClock _clock = new();
    private readonly FakeUart _uart;
    private readonly SerialConsolePort _port;

    public UartConsoleTests()
    {
        _uart = new FakeUart(_clock, CharacterUs);
        FakeHardware.Renew().Uarts.Add("COM3", _uart);
        _port = new SerialConsolePort(UartPort.Console("COM3", _clock), _clock);
    }

    [TestMethod]
    public void The_console_has_its_usual_format_and_no_transmitter_to_switch()
    {
        Assert.IsNotNull(_port.Open(_clock.Now));
        Assert.AreEqual("115200 8N1", _uart.Format);
        Assert.AreEqual(SerialMode.Normal, _uart.Mode);
        Assert.AreEqual("COM3", _port.Name);
    }

    [TestMethod]
    public void Sixty_four_kilobytes_that_are_pasted_arrive_whole_while_each_line_is_answered_and_work_goes_on()
    {
        byte[] text = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 2_048).Select(i => $"  allow reads unit 1 address {i,2:X4}\r")))[..65_536];
        ILink link = _port.Open(_clock.Now)!;
        var read = new MemoryStream();
        _uart.Type(text);
        Run(() =>
        {
            ISignal work = _clock.CreateSignal();
            var buffer = new byte[512];
            while (read.Length < text.Length && link.Ready(_clock.Now + 1_000))
            {
                read.Write(buffer, 0, link.Read(buffer, 0, buffer.Length, _clock.Now));
                if (read.Length < 2_048) Assert.IsTrue(link.Write(buffer, 0, 400, _clock.Now + 1_000));
                if (read.Length is > 30_000 and < 30_600) work.Wait(_clock.Now + 300);
            }
        });
        Assert.AreEqual(0, _uart.Lost);
        CollectionAssert.AreEqual(text, read.ToArray());
        Assert.IsGreaterThan(3_000, _uart.Peak);
        Assert.AreEqual("", string.Join('\n', _uart.Complaints));
    }

    [TestMethod]
    public void A_page_goes_out_in_writes_that_fit_the_transmit_buffer_and_without_a_gap()
    {
        ILink link = _port.Open(_clock.Now)!;
        byte[] page = [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i & 0xFF))];
        Run(() => Assert.IsTrue(link.Write(page, 0, page.Length, _clock.Now + 1_000)));
        CollectionAssert.AreEqual(page, _uart.Written.SelectMany(w => w.Bytes).ToArray());
        Assert.IsLessThanOrEqualTo(128, _uart.Written.Max(w => w.Bytes.Length));
        Assert.AreEqual("", string.Join('\n', _uart.Complaints));
    }

    [TestMethod]
    public void A_driver_that_fails_is_told_once_and_the_console_is_there_when_it_works_again()
    {
        int told = 0;
        _port.Faulted = fault => told += fault == SerialFault.Failed ? 1 : 100;
        _uart.Fails = true;
        Run(() =>
        {
            for (int i = 0; i < 3; i++) Assert.IsNull(_port.Open(_clock.Now));
        });
        Assert.AreEqual(1, told);
        _uart.Fails = false;
        Assert.IsNotNull(_port.Open(_clock.Now));
    }

    private void Run(Action body)
    {
        Exception? failed = null;
        bool isDone = false;
        _clock.Run(() =>
        {
            try
            {
                body();
            }
            catch (AssertFailedException e)
            {
                failed = e;
            }
            isDone = true;
        });
        for (int i = 0; i < 60_000 && !isDone; i++) _clock.Advance(1);
        if (failed != null) throw failed;
        Assert.IsTrue(isDone);
    }
}
