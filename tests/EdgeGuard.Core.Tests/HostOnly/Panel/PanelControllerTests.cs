using System;
using System.Linq;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

/// <summary>The panel, step by step.</summary>
[TestClass]
public sealed class PanelControllerTests
{
    private readonly RecordingEventSink _events = new();
    private readonly FakePanel _panel = new();
    private readonly PanelController _controller;
    private long _now = 1_000_000;

    public PanelControllerTests()
    {
        _controller = new PanelController(_panel, _events);
    }

    [TestMethod]
    public void A_key_turned_closes_the_relay_and_turned_back_releases_it_with_an_event_each()
    {
        _controller.MayBypass = true;
        Pass(200);
        _panel.IsKeyTurned = true;
        Pass(200);
        Assert.IsTrue(_panel.IsBypassed && _controller.IsBypassed);
        _events.Only(EventCode.Bypassed);
        _panel.IsKeyTurned = false;
        Pass(200);
        Assert.IsFalse(_panel.IsBypassed || _controller.IsBypassed);
        Assert.AreEqual((int)BypassEnd.Key, _events.Only(EventCode.BypassEnded).A);
    }

    [TestMethod]
    public void A_key_counts_as_turned_by_somebody_who_is_there_when_it_was_seen_off_before()
    {
        _panel.IsKeyTurned = true;
        Pass(200);
        Assert.IsFalse(_controller.IsKeyTurned, "it was turned when the module started");
        _panel.IsKeyTurned = false;
        Pass(200);
        _panel.IsKeyTurned = true;
        Pass(200);
        Assert.IsTrue(_controller.IsKeyTurned, "whatever the configuration says of a bypass");
        _panel.IsDead = true;
        Pass(1_000);
        Assert.IsFalse(_controller.IsKeyTurned);
    }

    [TestMethod]
    public void Where_the_configuration_allows_none_the_key_does_nothing_but_is_told()
    {
        Pass(200);
        _panel.IsKeyTurned = true;
        Pass(10_000);
        Assert.IsFalse(_panel.WasEverBypassed);
        _events.Only(EventCode.BypassRefused);
        _controller.MayBypass = true;
        Pass(10_000);
        Assert.IsFalse(_panel.WasEverBypassed);
    }

    [TestMethod]
    public void A_start_with_the_key_turned_does_not_bypass_until_it_was_turned_back_and_again()
    {
        _controller.MayBypass = true;
        _panel.IsKeyTurned = true;
        Pass(10_000);
        Assert.IsFalse(_panel.WasEverBypassed);
        Assert.AreEqual(1, _events.Only(EventCode.BypassRefused).A);
        _panel.IsKeyTurned = false;
        Pass(200);
        _panel.IsKeyTurned = true;
        Pass(200);
        Assert.IsTrue(_panel.IsBypassed);
    }

    [TestMethod]
    public void A_configuration_with_TLS_ends_a_bypass()
    {
        Bypass();
        _controller.MayBypass = false;
        Pass(PanelController.StepMs);
        Assert.IsFalse(_panel.IsBypassed);
        Assert.AreEqual((int)BypassEnd.Configuration, _events.Only(EventCode.BypassEnded).A);
    }

    [TestMethod]
    public void A_key_switch_that_cannot_be_read_ends_a_bypass_and_has_to_be_seen_off_again()
    {
        Bypass();
        _panel.IsDead = true;
        Pass(300);
        Assert.IsTrue(_panel.IsBypassed);
        Pass(300);
        Assert.IsFalse(_panel.IsBypassed);
        _events.Only(EventCode.PanelLost);
        Assert.AreEqual((int)BypassEnd.PanelLost, _events.Only(EventCode.BypassEnded).A);
        _panel.IsDead = false;
        Pass(10_000);
        Assert.IsFalse(_panel.IsBypassed);
    }

    [TestMethod]
    public void Stop_releases_the_relay_and_puts_the_lights_out()
    {
        Bypass();
        _controller.Stop();
        Assert.IsFalse(_panel.IsBypassed);
        Assert.AreEqual(Lights.None, _panel.Shown);
        Assert.AreEqual((int)BypassEnd.Stopped, _events.Only(EventCode.BypassEnded).A);
    }

    [TestMethod]
    public void A_contact_that_bounces_and_short_presses_are_not_a_held_button()
    {
        for (int i = 0; i * PanelController.StepMs < 2 * PanelController.HoldMs; i++)
        {
            _panel.IsButtonDown = i % 2 == 0;
            Pass(PanelController.StepMs);
        }
        for (int i = 0; i * 600 < 2 * PanelController.HoldMs; i++)
        {
            _panel.IsButtonDown = true;
            Pass(300);
            _panel.IsButtonDown = false;
            Pass(300);
        }
        Assert.IsEmpty(_events.All);
    }

    [TestMethod]
    public void A_long_press_is_an_event_once()
    {
        _panel.IsButtonDown = true;
        Pass(PanelController.HoldMs - 100);
        Assert.IsEmpty(_events.All);
        Pass(PanelController.HoldMs);
        _panel.IsButtonDown = false;
        Pass(300);
        _events.Only(EventCode.ButtonHeld);
    }

    [TestMethod]
    public void A_case_opened_and_closed_is_an_event_each_and_shows_in_red()
    {
        _controller.State = PanelState.Guarding;
        _panel.IsOpen = true;
        Pass(200);
        _events.Only(EventCode.CaseOpened);
        Assert.IsTrue(Reds(1_000) is > 5 and < 15);
        _panel.IsOpen = false;
        Pass(200);
        _events.Only(EventCode.CaseClosed);
        Assert.AreEqual(0, Reds(1_000));
    }

    [TestMethod]
    [DataRow(PanelState.Guarding, false, "G G G G")]
    [DataRow(PanelState.Starting, false, "G - G -")]
    [DataRow(PanelState.None, false, "R - R -")]
    [DataRow(PanelState.Guarding, true, "GR GR GR GR")]
    [DataRow(PanelState.Guarding | PanelState.Attention, false, "GA GA GA GA")]
    [DataRow(PanelState.Guarding | PanelState.NoPlc, false, "GA G GA G")]
    [DataRow(PanelState.Guarding | PanelState.NoPlc | PanelState.Attention, false, "GA G GA G")]
    [DataRow(PanelState.Guarding | PanelState.NoBroker, false, "GA G G G")]
    [DataRow(PanelState.Guarding | PanelState.Fault, true, "GR GR GR GR")]
    public void Every_half_second_of_a_pattern(PanelState state, bool isBypassed, string pattern)
    {
        string[] seen = [.. Enumerable.Range(0, 4).Select(i => Letters(LightPattern.Of(state, isBypassed, false, 1_000_000 + 500L * i)))];
        Assert.AreEqual(pattern, string.Join(' ', seen));
    }

    private static string Letters(Lights lights)
    {
        string letters = "";
        if (lights.HasFlag(Lights.Green)) letters += "G";
        if (lights.HasFlag(Lights.Amber)) letters += "A";
        if (lights.HasFlag(Lights.Red)) letters += "R";
        return letters.Length == 0 ? "-" : letters;
    }

    private void Bypass()
    {
        _controller.MayBypass = true;
        Pass(200);
        _panel.IsKeyTurned = true;
        Pass(200);
        Assert.IsTrue(_panel.IsBypassed);
    }

    private int Reds(int milliseconds)
    {
        int reds = 0;
        for (int passed = 0; passed < milliseconds; passed += PanelController.StepMs)
        {
            Pass(PanelController.StepMs);
            if (_panel.Shown.HasFlag(Lights.Red)) reds++;
        }
        return reds;
    }

    private void Pass(int milliseconds)
    {
        long until = _now + milliseconds;
        while (_now < until) _now = Math.Min(until, _controller.Step(_now));
    }
}
