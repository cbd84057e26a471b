using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device.Tests.Panel;

/// <summary>The panel's chip at register level, and the panel's thread over it.</summary>
[TestClass]
public sealed class ExpanderPanelTests
{
    private const byte Relay = 0x08;

    private readonly ExpanderSimulator _chip = new();

    [TestMethod]
    public void Contacts_are_read_against_ground()
    {
        var panel = new ExpanderPanel(new Expander(_chip));
        Assert.IsTrue(panel.Look());
        Assert.IsFalse(panel.IsButtonDown || panel.IsKeyTurned || panel.IsOpen);
        _chip.Grounded = 0x03;
        Assert.IsTrue(panel.Look());
        Assert.IsTrue(panel.IsButtonDown && panel.IsKeyTurned && panel.IsOpen);
    }

    [TestMethod]
    public void With_every_wire_cut_the_key_is_not_turned_and_the_case_is_open()
    {
        var panel = new ExpanderPanel(new Expander(_chip));
        _chip.Grounded = 0;
        panel.Look();
        Assert.IsTrue(panel.IsOpen);
        Assert.IsFalse(panel.IsKeyTurned || panel.IsButtonDown);
    }

    [TestMethod]
    public void Lights_and_relay_do_not_disturb_each_other_and_cost_a_transfer_only_when_they_change()
    {
        var panel = new ExpanderPanel(new Expander(_chip));
        panel.Show(Lights.Green | Lights.Red);
        panel.SetBypass(true);
        Assert.AreEqual(0x0D, _chip.PortA);
        panel.Show(Lights.Amber);
        Assert.AreEqual(0x0A, _chip.PortA);
        int transfers = _chip.Transfers;
        panel.Show(Lights.Amber);
        panel.SetBypass(true);
        Assert.AreEqual(transfers, _chip.Transfers);
        panel.SetBypass(false);
        Assert.AreEqual(0x02, _chip.PortA);
    }

    [TestMethod]
    public void A_reset_of_the_chip_releases_the_relay_and_the_next_look_brings_its_settings_back()
    {
        var panel = new ExpanderPanel(new Expander(_chip));
        panel.Show(Lights.Green);
        panel.SetBypass(true);
        _chip.Reset();
        Assert.AreEqual(0, _chip.PortA);
        Assert.IsFalse(panel.Look());
        Assert.AreEqual(Relay | (int)Lights.Green, _chip.PortA);
        Assert.IsTrue(panel.Look());
    }

    [TestMethod]
    public void A_pin_beside_the_panel_is_driven_at_once_also_on_a_chip_that_lost_its_settings()
    {
        var expander = new Expander(_chip);
        var pin = new ExpanderPin(expander, 4);
        Assert.AreEqual(0, _chip.PortA);
        pin.Write(true);
        Assert.AreEqual(0x10, _chip.PortA);
        new ExpanderPanel(expander).Show(Lights.Green);
        Assert.AreEqual(0x11, _chip.PortA);
        _chip.Reset();
        pin.Write(true);
        Assert.AreEqual(0x11, _chip.PortA);
        pin.Write(false);
        Assert.AreEqual((int)Lights.Green, _chip.PortA);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_chip_that_does_not_answer_is_no_look(bool fails)
    {
        var panel = new ExpanderPanel(new Expander(_chip));
        _chip.Fails = fails;
        _chip.IsThere = fails;
        Assert.IsFalse(panel.Look());
        Assert.IsFalse(panel.IsKeyTurned);
    }

    [TestMethod]
    public void The_panels_thread_turns_a_key_into_a_bypass_and_its_end_releases_it()
    {
        var clock = new FakeClock();
        var events = new RecordingEventSink();
        var heartbeats = new Heartbeats(2);
        var panel = new ExpanderPanel(new Expander(_chip));
        var controller = new PanelController(panel, events) { MayBypass = true, State = PanelState.Guarding };
        var thread = new PanelThread(clock, controller, heartbeats, new Restarter(new TornStore(), 1, Power.RebootDevice));
        thread.Start();
        clock.SettleWith(1);
        clock.Advance(500);
        Assert.AreEqual((int)Lights.Green, _chip.PortA);
        _chip.Grounded = 0x06;
        clock.Advance(500);
        Assert.AreEqual(Relay | (int)Lights.Green | (int)Lights.Red, _chip.PortA);
        Assert.AreEqual(1, events.Count(EventCode.Bypassed));
        Assert.IsNull(heartbeats.Late(clock.Now, 100));
        thread.Stop();
        clock.Settle();
        Assert.AreEqual(0, _chip.PortA);
        Assert.AreEqual(0, heartbeats.Count);
    }
}
