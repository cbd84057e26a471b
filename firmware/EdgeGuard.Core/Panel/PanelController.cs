namespace EdgeGuard.Core;

/// <summary>What the panel does: lights by its state, button, case, and the bypass by its key switch.</summary>
/// <remarks>
/// One thread calls <see cref="Step"/> and <see cref="Stop"/>; the properties are for any thread.
/// The bypass needs a key that was seen off in this run and is then turned, and a configuration with serial lines alone, for it bridges a
/// serial cable: a client on the network would have nobody to talk to, and its operator could believe it guarded. It ends when any of
/// these does; it never begins by itself, also not after a restart with the key turned.
/// </remarks>
public sealed class PanelController
{
    /// <summary>Milliseconds between two steps.</summary>
    public const int StepMs = 50;

    /// <summary>Milliseconds after which a press of the button is a long one.</summary>
    public const int HoldMs = 5_000;

    // A panel that cannot be read for so long is lost: a disturbed transfer now and then is none.
    private const int LostMs = 500;

    private readonly IPanel _panel;
    private readonly IEventSink _events;
    private readonly Event _event = new Event();
    private readonly Debounce _button = new Debounce();
    private readonly Debounce _key = new Debounce();
    private readonly Debounce _case = new Debounce();
    private long _pressedAt;
    private bool _isHeld;
    private bool _wasKeyOff;
    private long _unreadSince = long.MaxValue;
    private bool _isLost;

    private readonly object _gate = new object();

    // Under the gate:
    private PanelState _state = PanelState.Starting;
    private bool _mayBypass;
    private bool _isBypassed;
    private bool _isKeyTurned;

    /// <param name="panel">The hardware. The relay is released.</param>
    /// <param name="events">Takes what happens at it.</param>
    public PanelController(IPanel panel, IEventSink events)
    {
        _panel = panel;
        _events = events;
        _panel.SetBypass(false);
    }

    /// <summary>What the lights tell.</summary>
    public PanelState State
    {
        get { lock (_gate) return _state; }
        set { lock (_gate) _state = value; }
    }

    /// <summary>Whether the configuration in force allows a bypass: clients and PLCs on serial lines, none on the network.</summary>
    public bool MayBypass
    {
        get { lock (_gate) return _mayBypass; }
        set { lock (_gate) _mayBypass = value; }
    }

    /// <summary>Whether the relay bridges the module.</summary>
    public bool IsBypassed
    {
        get { lock (_gate) return _isBypassed; }
    }

    /// <summary>Whether the key is turned by somebody who is there: in this run it was seen off before.</summary>
    public bool IsKeyTurned
    {
        get { lock (_gate) return _isKeyTurned; }
    }

    /// <summary>Looks and acts. Returns when to come back.</summary>
    public long Step(long now)
    {
        if (_panel.Look()) Act(now);
        else Miss(now);
        if (IsBypassed && !MayBypass) EndBypass(BypassEnd.Configuration);
        // Again, too: the hardware may have been reset meanwhile.
        _panel.SetBypass(IsBypassed);
        _panel.Show(LightPattern.Of(State, IsBypassed, _case.IsOn, now));
        return now + StepMs;
    }

    /// <summary>Releases the relay and puts the lights out.</summary>
    public void Stop()
    {
        EndBypass(BypassEnd.Stopped);
        _panel.SetBypass(false);
        _panel.Show(Lights.None);
    }

    private void Act(long now)
    {
        _unreadSince = long.MaxValue;
        _isLost = false;
        Button(now);
        if (_case.Step(_panel.IsOpen, now)) Tell(_case.IsOn ? EventCode.CaseOpened : EventCode.CaseClosed, 0);
        bool hasTurned = _key.Step(_panel.IsKeyTurned, now);
        if (!_key.IsOn && !_panel.IsKeyTurned) _wasKeyOff = true;
        if (hasTurned) Key();
        Note(_key.IsOn && _wasKeyOff);
    }

    private void Button(long now)
    {
        if (_button.Step(_panel.IsButtonDown, now))
        {
            _pressedAt = now;
            _isHeld = false;
        }
        if (!_button.IsOn || _isHeld || now - _pressedAt < HoldMs) return;
        _isHeld = true;
        Tell(EventCode.ButtonHeld, 0);
    }

    private void Key()
    {
        if (!_key.IsOn)
        {
            EndBypass(BypassEnd.Key);
            return;
        }
        if (!_wasKeyOff || !MayBypass)
        {
            Tell(EventCode.BypassRefused, _wasKeyOff ? 0 : 1);
            return;
        }
        lock (_gate) _isBypassed = true;
        // Told first: what the relay does next may bring the power down.
        Tell(EventCode.Bypassed, 0);
    }

    private void Miss(long now)
    {
        if (_unreadSince == long.MaxValue) _unreadSince = now;
        if (_isLost || now - _unreadSince < LostMs) return;
        _isLost = true;
        // Its key has to be seen off again.
        _wasKeyOff = false;
        Note(false);
        Tell(EventCode.PanelLost, 0);
        EndBypass(BypassEnd.PanelLost);
    }

    private void EndBypass(BypassEnd why)
    {
        lock (_gate)
        {
            if (!_isBypassed) return;
            _isBypassed = false;
        }
        Tell(EventCode.BypassEnded, (int)why);
    }

    private void Note(bool isKeyTurned)
    {
        lock (_gate) _isKeyTurned = isKeyTurned;
    }

    private void Tell(EventCode code, int a)
    {
        _event.Clear();
        _event.Code = code;
        _event.A = a;
        _events.Add(_event);
    }
}
