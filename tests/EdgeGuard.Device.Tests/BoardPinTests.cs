using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.Spi;
using System.Linq;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device.Tests;

/// <summary>Every board's class agrees with its pin map in hardware/, in both directions.</summary>
[TestClass]
public sealed class BoardPinTests
{
    // Flash and PSRAM of the WROVER-E, and what its processor does not have.
    private static readonly HashSet<int> NotOnTheEsp32 = [6, 7, 8, 9, 10, 11, 16, 17, 20, 24, 28, 29, 30, 31];

    private static readonly Board[] Boards = BoardFolders.Boards();

    [TestMethod]
    public void A_board_drives_the_pins_that_its_map_gives_to_the_firmware_and_no_others()
    {
        foreach (Board board in Boards)
        {
            FakeHardware hardware = Use(board);
            int[] mapped = Map(board).Where(pin => pin.Function == "GPIO").Select(pin => pin.Gpio).ToArray();
            CollectionAssert.AreEquivalent(mapped, hardware.Pins.Keys.ToArray(), board.Name);
        }
    }

    [TestMethod]
    public void A_board_gives_pins_the_functions_of_its_map()
    {
        foreach (Board board in Boards)
        {
            FakeHardware hardware = Use(board);
            foreach ((DeviceFunction function, int gpio) in hardware.Functions)
            {
                Assert.AreEqual(function.ToString(), Map(board).Single(pin => pin.Gpio == gpio).Function, board.Name);
            }
        }
    }

    [TestMethod]
    public void A_map_gives_the_image_what_the_image_holds_and_nothing_else_has_it()
    {
        foreach (Board board in Boards)
        {
            foreach (Pin pin in Map(board).Where(pin => ImagePins.Of(board).Contains(pin.Gpio)))
            {
                Assert.IsFalse(pin.Function is "GPIO" or "unused", $"{board.Name}: {pin.Net} is at {pin.Gpio}, which the image holds");
            }
        }
        int[] given = Map(new Esp32Wrover()).Where(pin => IsTheImages(pin.Function)).Select(pin => pin.Gpio).ToArray();
        CollectionAssert.AreEquivalent(ImagePins.Esp32OlimexWrover.ToArray(), given);
    }

    [TestMethod]
    public void A_pin_that_the_image_holds_is_refused_whatever_it_is_wanted_for()
    {
        FakeHardware.Renew();
        Assert.ThrowsExactly<InvalidOperationException>(() => new OutputPin(new GpioController(), 12, false));
        Assert.ThrowsExactly<InvalidOperationException>(() => Configuration.SetPinFunction(12, DeviceFunction.COM3_TX));
        Assert.ThrowsExactly<InvalidOperationException>(() => SpiDevice.Create(new SpiConnectionSettings(1, 12)));
    }

    [TestMethod]
    public void The_pins_of_a_boards_serial_ports_are_those_of_its_map()
    {
        foreach (Board board in Boards)
        {
            Assert.AreEqual(board.BusPort + "_TX", Function(board, "BUS_TX"));
            Assert.AreEqual(board.BusPort + "_RX", Function(board, "BUS_RX"));
            Assert.AreEqual(board.ConsolePort + "_TX", Function(board, "CONSOLE_TX"));
            Assert.AreEqual(board.ConsolePort + "_RX", Function(board, "CONSOLE_RX"));
        }
    }

    [TestMethod]
    public void No_pin_of_a_map_is_there_twice_or_not_on_the_processor()
    {
        foreach (Board board in Boards)
        {
            IReadOnlyList<Pin> map = Map(board);
            CollectionAssert.AllItemsAreUnique(map.Select(pin => pin.Gpio).ToList());
            CollectionAssert.AllItemsAreUnique(map.Select(pin => pin.Net).ToList());
        }
        Assert.IsFalse(Map(new Esp32Wrover()).Any(pin => NotOnTheEsp32.Contains(pin.Gpio) || pin.Gpio > 39));
        Assert.IsFalse(Map(new Stm32F769()).Any(pin => pin.Gpio >= 11 * 16));
    }

    [TestMethod]
    public void The_name_of_a_port_in_the_stm32s_map_is_that_of_its_number()
    {
        foreach (Pin pin in Map(new Stm32F769()))
        {
            string name = "P" + (char)('A' + pin.Gpio / 16) + (pin.Gpio % 16);
            Assert.AreEqual(name, pin.Why.Split(':')[0], pin.Net);
        }
    }

    private static FakeHardware Use(Board board)
    {
        FakeHardware hardware = FakeHardware.Renew(board);
        // A board's class keeps what it opened; its parts are made once.
        var fresh = (Board)Activator.CreateInstance(board.GetType(), true)!;
        fresh.PrepareConsole();
        fresh.PrepareBus();
        fresh.CreateBus(new SerialFormat(19_200, SerialParity.Even, 1), new FakeClock());
        fresh.CreatePlcSide(ChipBed.Addresses(), 0, new FakeClock());
        fresh.CreateWatchdog();
        fresh.CreatePanel();
        fresh.CreateRtc(new SystemTime());
        fresh.CreateSecondBus(new SerialFormat(19_200, SerialParity.Even, 1), new FakeClock());
        return hardware;
    }

    private static IReadOnlyList<Pin> Map(Board board)
    {
        return PinMap.Read(board.Name);
    }

    private static bool IsTheImages(string function)
    {
        return function is "image" or "RMII" or "SMI" || function.StartsWith("COM1_", StringComparison.Ordinal);
    }

    private static string Function(Board board, string net)
    {
        return Map(board).Single(pin => pin.Net == net).Function;
    }
}
