using System;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Settings;
using EdgeGuard.Device.Boards;
using EdgeGuard.Device.Keys;
using EdgeGuard.Device.Module;
using EdgeGuard.Device.Storage;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Device.Tests.Storage;
using EdgeGuard.Device.Wiring;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>The real parts of our own board, on the fakes of the libraries.</summary>
[TestClass]
public sealed class BoardPartsTests
{
    private readonly FakeClock _clock = new();
    private readonly CutFiles _files = new();
    private readonly W5500Simulator _simulator;
    private readonly PlcWire _wire;

    public BoardPartsTests()
    {
        _wire = new PlcWire(_clock, new MisbehavingPlc(_clock));
        _simulator = new W5500Simulator(_clock, _wire);
    }

    [TestMethod]
    public void The_parts_name_the_board_and_its_firmware_and_say_what_memory_is_taken()
    {
        BoardParts parts = Create(new Esp32Wrover());
        Assert.AreEqual("Esp32Wrover, nanoFramework 1.17.0.1 for A_TARGET", parts.Platform);
        Assert.AreEqual(0, parts.MemoryBytes);
        FakeHardware.Current.FreeBytes -= 12_345;
        Assert.AreEqual(12_345, parts.MemoryBytes);
        Assert.IsTrue(parts.HasPlcNetwork);
        Assert.AreEqual("COM3", parts.Console.Name);
    }

    [TestMethod]
    public void A_PLC_is_dialled_through_the_chip_with_the_modules_own_address_and_the_same_MAC_at_every_start()
    {
        OwnAddress own = OwnAddress.Read("192.168.1.250/24", out _)!;
        byte[]? first = null;
        for (int start = 0; start < 2; start++)
        {
            IDialer dialer = Create(new Esp32Wrover()).CreateDialer([192, 168, 1, 10], 502, own);
            bool hasLink = false;
            _clock.Run(() =>
            {
                ILink? link = dialer.Dial(_clock.Now + 2_000);
                hasLink = link != null;
                link?.Close();
            });
            _clock.Advance(2_000);
            Assert.IsTrue(hasLink);
            Assert.AreEqual("192.168.1.10:502", _wire.Dialled[^1]);
            CollectionAssert.AreEqual(own.Address, _simulator.OwnAddress);
            first ??= _simulator.OwnMac;
            CollectionAssert.AreEqual(first, _simulator.OwnMac);
        }
        Assert.AreEqual(2, first![0] & 3);
    }

    [TestMethod]
    public void A_board_without_a_chip_goes_to_its_PLC_over_the_interpreters_own_network()
    {
        BoardParts parts = Create(new Stm32F769());
        Assert.IsFalse(parts.HasPlcNetwork);
        Assert.AreEqual("SocketDialer", parts.CreateDialer([127, 0, 0, 1], 502, null).GetType().Name);
    }

    [TestMethod]
    public void The_plain_listener_opens_where_the_settings_have_it()
    {
        BoardParts parts = Create(new Esp32Wrover());
        IListener? listener = parts.OpenPlain(Read("listen.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 192.168.1.10:502\n"), out string problem);
        Assert.AreEqual("", problem);
        Assert.IsNotNull(listener);
        listener.Close();
    }

    [TestMethod]
    public void What_this_firmware_cannot_do_yet_is_told_with_what_to_do()
    {
        var problems = new ProblemList();
        Create(new Esp32Wrover()).Check(Read("plc.address 192.168.1.10:502\nplc.own-address 192.168.1.250/24\nmqtt.broker 10.0.0.9:8883\n"), problems);
        string[] found = Enumerable.Range(0, problems.Count).Select(i => problems[i].Message).ToArray();
        CollectionAssert.AreEqual(new[] { "listen.tls: this firmware has no TLS listener yet", "mqtt.tls: this firmware has no TLS to the broker yet" }, found);
    }

    [TestMethod]
    public void While_nothing_is_in_force_the_PLC_side_is_looked_at_and_told_of()
    {
        BoardParts parts = Create(new Esp32Wrover());
        bool isDone = false;
        _clock.Run(() =>
        {
            parts.LookAround();
            isDone = true;
        });
        _clock.Advance(1_000);
        Assert.IsTrue(isDone);
        Assert.IsGreaterThan(0, _simulator.Frames);
    }

    [TestMethod]
    public void The_HMAC_of_a_part_of_a_buffer_is_that_of_the_part_and_passwords_are_stretched_as_everywhere()
    {
        var hmac = new NativeHmac();
        byte[] key = Encoding.ASCII.GetBytes("key");
        byte[] text = Encoding.ASCII.GetBytes("The quick brown fox jumps over the lazy dog");
        const string Known = "F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8";
        Assert.AreEqual(Known, Convert.ToHexString(hmac.Compute(key, text, 0, text.Length)));
        Assert.AreEqual(Known, Convert.ToHexString(hmac.Compute(key, [0, .. text, 0], 1, text.Length)));
        CollectionAssert.AreEqual(new LibraryHmac().Stretch(key, text, 7, 40), hmac.Stretch(key, text, 7, 40));
    }

    [TestMethod]
    public void Random_bytes_differ_from_call_to_call_and_stay_inside_their_bounds()
    {
        var random = new HardwareRandom(new NativeHmac(), new Esp32Wrover().Counter);
        var one = new byte[80];
        var other = new byte[80];
        random.Fill(one, 3, 70);
        random.Fill(other, 3, 70);
        CollectionAssert.AreNotEqual(one, other);
        Assert.IsTrue(one[..3].Concat(one[73..]).All(b => b == 0));
        Assert.IsGreaterThan(40, one[3..73].Distinct().Count());
    }

    private BoardParts Create(Board board)
    {
        FakeHardware hardware = FakeHardware.Renew();
        hardware.Spi = (sent, received, count) => _simulator.Transfer(sent, received, count);
        hardware.Driven = (pin, isHigh) =>
        {
            if (pin == Esp32Wrover.PlcReset) ((IOutputPin)_simulator).Write(isHigh);
        };
        return new BoardParts(board, _clock, new FlashStore("I:\\", _files), new LibraryHmac(), new SeededRandom(3));
    }

    private static ModuleSettings Read(string text)
    {
        return SettingsReader.ReadStored("site s\nmodule m\n" + text, new ProblemList())!;
    }
}
