using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>A link with a script, strict and in order: a byte written that is not next in the script ends the link and is a
/// <see cref="Complaint"/>.</summary>
public sealed class ScriptedLink : ILink, IWaitable
{
    private readonly FakeClock _clock;
    private readonly Queue<(bool IsExpected, byte[] Bytes)> _script = new();
    private readonly Inbox _in;

    public ScriptedLink(FakeClock clock)
    {
        _clock = clock;
        _in = new Inbox(clock);
    }

    /// <summary>The first thing that went against the script.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Whether all of the script has been played.</summary>
    public bool IsDone
    {
        get
        {
            lock (_clock.Gate) return _script.Count == 0 && Complaint == null;
        }
    }

    bool IWaitable.IsReady
    {
        get { return _in.IsReady; }
    }

    long IWaitable.ReadyAt
    {
        get { return _in.ReadyAt; }
    }

    /// <summary>The next write must be exactly this.</summary>
    public ScriptedLink Expect(byte[] bytes)
    {
        _script.Enqueue((true, bytes));
        return this;
    }

    /// <summary>Then this can be read.</summary>
    public ScriptedLink Reply(byte[] bytes)
    {
        _script.Enqueue((false, bytes));
        return this;
    }

    public bool Ready(long until)
    {
        lock (_clock.Gate) return _clock.Block(this, until);
    }

    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        lock (_clock.Gate)
        {
            if (!_clock.Block(this, deadline)) _in.IsEnded = true;
            return _in.Take(buffer.AsSpan(offset, count));
        }
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        lock (_clock.Gate)
        {
            ReadOnlySpan<byte> written = buffer.AsSpan(offset, count);
            if (!_script.TryDequeue(out (bool IsExpected, byte[] Bytes) step) || !written.SequenceEqual(step.Bytes))
            {
                Complaint ??= $"wrote {Convert.ToHexString(written)}, not {Convert.ToHexString(step.Bytes ?? [])}";
                _in.IsEnded = true;
                return false;
            }
            while (_script.TryPeek(out step) && !step.IsExpected) _in.Add(_script.Dequeue().Bytes, _clock.Now);
            _clock.Changed();
            return true;
        }
    }

    public void Abort()
    {
        lock (_clock.Gate)
        {
            _in.IsEnded = true;
            _clock.Changed();
        }
    }

    public void Close()
    {
        Abort();
    }
}
