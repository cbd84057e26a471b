using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests;

/// <summary>What stands behind the Esp32Wrover's expander is where its map has it, and as the map has it.</summary>
[TestClass]
public sealed class PanelMapTests
{
    private readonly IReadOnlyList<PanelPin> _map = PinMap.ReadPanel("Esp32Wrover");
    private readonly WroverBench _bench = new(new W5500Simulator(new FakeClock(), new DarkWire()));
    private readonly IPanel _panel = new Esp32Wrover().CreatePanel()!;

    [TestMethod]
    public void Port_A_drives_and_port_B_is_read_and_no_pin_is_there_twice()
    {
        foreach (PanelPin pin in _map) Assert.AreEqual(pin.Port == 'A' ? "out" : "in", pin.Direction, pin.Net);
        CollectionAssert.AllItemsAreUnique(_map.Select(pin => (pin.Port, pin.Number)).ToList());
        CollectionAssert.AllItemsAreUnique(_map.Select(pin => pin.Net).ToList());
    }

    [TestMethod]
    [DataRow("LIGHT_GREEN", Lights.Green)]
    [DataRow("LIGHT_AMBER", Lights.Amber)]
    [DataRow("LIGHT_RED", Lights.Red)]
    public void A_light_is_at_its_pin(string net, Lights light)
    {
        _panel.Show(light);
        Assert.AreEqual(Mask(net), _bench.Expander.PortA);
    }

    [TestMethod]
    public void The_relay_is_at_its_pin()
    {
        _panel.SetBypass(true);
        Assert.AreEqual(Mask("RELAY"), _bench.Expander.PortA);
    }

    [TestMethod]
    public void The_W5500s_reset_is_at_its_pin()
    {
        Assert.AreEqual((byte)(1 << Esp32Wrover.PlcReset), Mask("PLC_RST"));
    }

    [TestMethod]
    public void The_clock_chips_select_is_at_its_pin()
    {
        Assert.AreEqual((byte)(1 << Esp32Wrover.ClockSelect), Mask("RTC_SEL"));
    }

    [TestMethod]
    public void The_second_buss_select_is_at_its_pin()
    {
        Assert.AreEqual((byte)(1 << Esp32Wrover.SecondBusSelect), Mask("BUS2_SEL"));
    }

    [TestMethod]
    public void A_contact_is_at_its_pin()
    {
        var contacts = new Dictionary<string, Func<bool>>
        {
            ["BUTTON"] = () => _panel.IsButtonDown,
            ["KEY"] = () => _panel.IsKeyTurned,
            ["CASE"] = () => !_panel.IsOpen,
        };
        foreach ((string net, Func<bool> isClosed) in contacts)
        {
            _bench.Expander.Grounded = Mask(net);
            Assert.IsTrue(_panel.Look());
            Assert.IsTrue(isClosed(), net);
            Assert.AreEqual(1, contacts.Values.Count(other => other()), net);
        }
    }

    private byte Mask(string net)
    {
        return _map.Single(pin => pin.Net == net).Mask;
    }
}
