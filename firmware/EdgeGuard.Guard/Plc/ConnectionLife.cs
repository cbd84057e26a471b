using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>How long connections to a PLC last. Either side may close one at any time (Messaging Guide V1.0b, section 4.2), and some PLCs
/// do so behind each answer, at once or a moment later: what is sent into that moment is lost. Used by who holds the connection.</summary>
internal sealed class ConnectionLife
{
    private int _answers;
    private long _answeredAt;

    // Connections in a row that ended behind their first answer.
    private int _short;

    /// <summary>Whether anything was answered over the present connection.</summary>
    internal bool IsUsed
    {
        get { return _answers > 0; }
    }

    /// <summary>Whether the last connections each ended behind their first answer.</summary>
    internal bool IsShort
    {
        get { return _short >= GuardLimits.ShortConnections; }
    }

    /// <summary>When it was made, monotonic milliseconds.</summary>
    internal long BeganAt { get; private set; }

    /// <summary>A connection stands.</summary>
    internal void Begin(long now)
    {
        BeganAt = now;
        _answers = 0;
    }

    /// <summary>Something was answered over it.</summary>
    internal void Answered(long now)
    {
        if (_answers < int.MaxValue) _answers++;
        _answeredAt = now;
    }

    /// <summary>The PLC has ended it.</summary>
    internal void Ended()
    {
        _short = _answers == 1 ? _short + 1 : 0;
    }

    /// <summary>It is gone.</summary>
    internal void Close()
    {
        _answers = 0;
    }

    /// <summary>Whether a connection that still stands is to be given up for a new one, because those of this PLC end behind an answer. One
    /// that has stood for a while since shows that they do not any more.</summary>
    internal bool IsWornOut(long now)
    {
        if (!IsShort || !IsUsed) return false;
        if (now - _answeredAt < GuardLimits.LastingMs) return true;
        _short = 0;
        return false;
    }
}
