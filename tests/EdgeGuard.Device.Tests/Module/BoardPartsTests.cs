using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Device.Tests.Storage;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using nanoFramework.Networking;

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
    public void A_place_in_a_serial_cable_is_a_configuration_that_the_board_accepts_and_may_bypass()
    {
        BoardParts parts = Create(new Esp32Wrover());
        CollectionAssert.AreEqual(new[] { "COM2", "BUS2" }, parts.SerialPorts());
        const string Text = "site north\nmodule m1\nlisten.tls off\nlisten.serial BUS2 19200 8E1 Operator\nbus bus1 COM2 19200 8E1\n"
            + "unit 1-4 on bus1\n";
        var problems = new ProblemList();
        ModuleSettings? settings = SettingsReader.ReadStored(Text, problems);
        if (settings != null) parts.Check(settings, CompiledPolicy.Empty, problems);
        Assert.AreEqual("", string.Join('\n', Enumerable.Range(0, problems.Count).Select(i => problems[i].Message)));
        Assert.IsTrue(PlcPortPlan.IsInSerialCable(settings!));
        Assert.IsInstanceOfType<ChipPort>(parts.CreatePort(PlcPortPlan.Clients(settings!)[0]));
        Assert.IsInstanceOfType<UartPort>(parts.CreatePort(new PlcPortPlan(settings!).Buses[0]));
    }

    [TestMethod]
    public void A_PLC_is_dialled_through_the_chip_with_the_modules_own_address_and_the_same_MAC_at_every_start()
    {
        OwnAddress own = OwnAddress.Read("192.168.1.250/24", out _)!;
        byte[]? first = null;
        for (int start = 0; start < 2; start++)
        {
            BoardParts parts = Create(new Esp32Wrover());
            IDialer dialer = parts.CreateDialer("192.168.1.10", 502, own, RunOf(parts), out _)!;
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
        Assert.AreEqual("SocketDialer", parts.CreateDialer("127.0.0.1", 502, null, RunOf(parts), out _)!.GetType().Name);
    }

    [TestMethod]
    public void The_plain_listener_opens_where_the_settings_have_it()
    {
        BoardParts parts = Create(new Esp32Wrover());
        ModuleSettings settings = Read("listen.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 192.168.1.10:502\n");
        IListener? listener = parts.OpenPlain(settings, RunOf(parts), out _, out string problem);
        Assert.AreEqual("", problem);
        Assert.IsNotNull(listener);
        listener.Close();
    }

    [TestMethod]
    public void Nobody_is_listened_to_over_TLS_without_a_CA()
    {
        ModuleSettings settings = Read("listen.tls 127.0.0.1:0\nplc.address 192.168.1.10:502\ntls.address-role 127.0.0.1 Operator\n");
        CredentialSet nothing = CredentialSet.Load(new RecordStore(new TornStore()));
        BoardParts parts = Create(new Esp32Wrover());
        Assert.IsNull(parts.OpenTls(settings, nothing, RunOf(parts), out string problem));
        StringAssert.Contains(problem, "tls.ca");
    }

    [TestMethod]
    public void Only_an_image_of_ours_has_entropy_on_the_ESP32()
    {
        Assert.IsFalse(new Esp32Wrover().HasEntropy);
        Assert.IsTrue(new Stm32F769().HasEntropy);
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
    public void A_restart_releases_the_relay_and_holds_the_chip_in_reset_before_the_processor_goes()
    {
        var bench = new WroverBench(_simulator);
        BoardParts parts = New(new Esp32Wrover());
        IPanel panel = parts.CreatePanel()!;
        panel.SetBypass(true);
        Assert.AreNotEqual(0, bench.Expander.PortA);
        parts.Reboot();
        Assert.AreEqual(0, bench.Expander.PortA);
        panel.SetBypass(true);
        Assert.AreEqual(0, bench.Expander.PortA, "a thread that runs on until the processor goes");
        Assert.AreEqual(1, FakeHardware.Current.Reboots);
    }

    [TestMethod]
    public void A_time_server_is_asked_until_the_settings_name_none()
    {
        BoardParts parts = Create(new Esp32Wrover());
        parts.UseTimeServer(Read("listen.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 192.168.1.10:502\ntime.server 192.0.2.7\n"));
        Assert.IsTrue(Sntp.IsStarted);
        parts.UseTimeServer(Read("listen.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 192.168.1.10:502\n"));
        Assert.IsFalse(Sntp.IsStarted);
    }

    // One that keeps nothing.
    private static ModuleRun RunOf(BoardParts parts) => new(parts, new TornStore(), new RecordStore(new TornStore()), null);

    private BoardParts Create(Board board)
    {
        _ = new WroverBench(_simulator);
        return New(board);
    }

    private BoardParts New(Board board)
    {
        return new BoardParts(board, _clock, new FlashStore("I:\\", _files), new LibraryHmac(), new SeededRandom(3));
    }

    private static ModuleSettings Read(string text)
    {
        return SettingsReader.ReadStored("site s\nmodule m\n" + text, new ProblemList())!;
    }
}
