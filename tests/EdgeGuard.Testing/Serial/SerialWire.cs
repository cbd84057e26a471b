using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Testing.Serial;

/// <summary>A serial line in memory: every byte takes its time, everybody hears everything, and who speaks at once garbles both.</summary>
/// <remarks>
/// Time is the clock's, in microseconds; nothing is rounded but as <see cref="RtuTiming"/> does. Nobody has a thread here: units decide
/// what they do when the clock comes by, in the order of time. What is on the wire, who sent it and when is in <see cref="Frames"/>.
/// </remarks>
public sealed class SerialWire
{
    private readonly List<Transmission> _recent = [];
    private readonly List<Transmission> _unheard = [];
    private readonly List<WireFrame> _frames = [];
    private readonly List<WireUnit> _units = [];
    private readonly List<WireLink> _links = [];
    private readonly Random _random;

    /// <param name="clock">Its time.</param>
    /// <param name="format">Of everybody on it.</param>
    /// <param name="seed">Of the troubles' places.</param>
    public SerialWire(FakeClock clock, SerialFormat format, int seed = 1)
    {
        Clock = clock;
        Timing = new RtuTiming(format, 100);
        _random = new Random(seed);
    }

    public FakeClock Clock { get; }

    public RtuTiming Timing { get; }

    /// <summary>Decides what becomes of each frame; null: nothing ever does. Under the clock's lock.</summary>
    public Func<WireFrame, WireTrouble>? Trouble { get; set; }

    /// <summary>Whether <see cref="Frames"/> is kept; long runs do without.</summary>
    public bool IsRecorded { get; set; } = true;

    /// <summary>Microseconds of the line's time that were taken by frames, so far or as good as.</summary>
    public long BusyUs { get; private set; }

    /// <summary>Everything that was sent, in the order of its beginning.</summary>
    public IReadOnlyList<WireFrame> Frames
    {
        get
        {
            Clock.Settle();
            lock (Clock.Gate)
            {
                Pump();
                return [.. _frames.OrderBy(frame => frame.BeginsAt)];
            }
        }
    }

    /// <summary>When the next thing happens that may change what is heard. Under the clock's lock.</summary>
    internal long NextAt
    {
        get { return _unheard.Count > 0 ? _unheard.Min(LooksAt) : long.MaxValue; }
    }

    /// <summary>A unit joins.</summary>
    public WireUnit AddUnit(byte id)
    {
        var unit = new WireUnit(id);
        lock (Clock.Gate) _units.Add(unit);
        return unit;
    }

    /// <summary>A port of the module joins.</summary>
    public WirePort AddPort(string name)
    {
        return new WirePort(this, name);
    }

    /// <summary>Somebody else sends, now.</summary>
    public void Send(string sender, byte[] bytes)
    {
        lock (Clock.Gate)
        {
            Send(sender, sender, bytes, Clock.Microseconds);
            Clock.Changed();
        }
    }

    /// <summary>The requests that a unit understood, in order; broadcasts among them.</summary>
    public IReadOnlyList<PlcRequest> RequestsOf(WireUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Clock.Settle();
        lock (Clock.Gate)
        {
            Pump();
            return [.. unit.Requests];
        }
    }

    /// <summary>A port is opened: it hears what is still to come of what is on the wire. Under the clock's lock.</summary>
    internal void Join(WireLink link)
    {
        _links.Add(link);
        foreach (Transmission transmission in _recent) link.HearFrom(transmission, Clock.Microseconds);
    }

    internal void Leave(WireLink link)
    {
        _links.Remove(link);
    }

    /// <summary>Puts bytes on the wire. When their last stop bit leaves. Under the clock's lock.</summary>
    internal long Send(object sender, string name, byte[] bytes, long at)
    {
        Pump();
        var frame = new WireFrame(name, bytes, at, at + Timing.FrameUs(bytes.Length));
        if (IsRecorded) _frames.Add(frame);
        BusyUs += frame.EndsAt - at;
        Transmission? transmission = Troubled(sender, frame, Trouble?.Invoke(frame) ?? WireTrouble.None);
        if (transmission == null) return frame.EndsAt;
        _recent.RemoveAll(
            old => old.EndsAt < at - 10 * Timing.InterFrameUs && !_unheard.Contains(old) && !_links.Exists(l => l.StillHears(old)));
        _recent.Add(transmission);
        _unheard.Add(transmission);
        foreach (WireLink link in _links) link.Hear(transmission);
        return frame.EndsAt;
    }

    /// <summary>Lets the units do what they have to by now. Under the clock's lock.</summary>
    internal void Pump()
    {
        while (NextAt <= Clock.Microseconds)
        {
            Transmission next = _unheard.MinBy(LooksAt)!;
            _unheard.Remove(next);
            if (IsUnderstood(next)) Answer(next);
        }
    }

    /// <summary>Everything that may still be heard with another. Under the clock's lock.</summary>
    internal IReadOnlyList<Transmission> Recent
    {
        get { return _recent; }
    }

    private long LooksAt(Transmission transmission)
    {
        return transmission.EndsAt + Timing.InterFrameUs;
    }

    // Silence before and behind, none within.
    private bool IsUnderstood(Transmission heard)
    {
        if (heard.HasGap(Timing.InterCharacterUs)) return false;
        return !_recent.Exists(o => o != heard && o.Hits(heard.BeginsAt - Timing.InterFrameUs, heard.EndsAt + Timing.InterFrameUs));
    }

    private void Answer(Transmission request)
    {
        foreach (WireUnit unit in _units)
        {
            if (request.Sender == unit) continue;
            byte[]? answer = unit.Hear(request.Bytes, LooksAt(request));
            if (answer is { Length: > 0 }) Send(unit, $"unit {unit.Id}", answer, LooksAt(request) + unit.ThinksUs);
        }
    }

    private Transmission? Troubled(object sender, WireFrame frame, WireTrouble trouble)
    {
        byte[] bytes = frame.Bytes;
        int middle = bytes.Length < 2 ? 0 : _random.Next(1, bytes.Length);
        long silence = Timing.InterFrameUs;
        return trouble switch
        {
            WireTrouble.Lost => null,
            WireTrouble.FlippedBit => Make(sender, Flipped(bytes), frame.BeginsAt, -1, 0),
            WireTrouble.CutEnd => Make(sender, bytes[..Math.Max(1, middle)], frame.BeginsAt, -1, 0),
            WireTrouble.CutBeginning => Make(sender, bytes[middle..], frame.BeginsAt + Timing.FrameUs(middle), -1, 0),
            WireTrouble.Twice => Make(sender, [.. bytes, .. bytes], frame.BeginsAt, -1, 0),
            WireTrouble.TwiceApart => Make(sender, [.. bytes, .. bytes], frame.BeginsAt, bytes.Length, silence),
            WireTrouble.Gap => Make(sender, bytes, frame.BeginsAt, middle, 2 * silence),
            WireTrouble.NoiseBefore => Make(sender, [.. Noise(), .. bytes], frame.BeginsAt, -1, 0),
            _ => Make(sender, bytes, frame.BeginsAt, -1, 0),
        };
    }

    // Byte by byte without a pause, but for one before the byte at gapAt.
    private Transmission Make(object sender, byte[] bytes, long at, int gapAt, long gap)
    {
        var begins = new long[bytes.Length];
        for (int i = 0; i < bytes.Length; i++) begins[i] = at + Timing.FrameUs(i) + (gapAt >= 0 && i >= gapAt ? gap : 0);
        return new Transmission(sender, bytes, begins, Timing.CharacterUs);
    }

    private byte[] Flipped(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        int bit = _random.Next(8 * bytes.Length);
        changed[bit / 8] ^= (byte)(1 << bit % 8);
        return changed;
    }

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(1, 6)];
        _random.NextBytes(noise);
        return noise;
    }
}
