namespace EdgeGuard.Core;

/// <summary>A unit behind the module, as the requests of clients found it, and what it says of itself. Immutable.</summary>
public sealed class UnitStatus
{
    /// <summary>States: the last request that reached it was answered, or was not; or none reached it since the start.</summary>
    public const string Answers = "answers";
    public const string Silent = "silent";
    public const string Unknown = "unknown";

    /// <summary>Most bytes that are kept of what it says.</summary>
    public const int MostText = 60;

    private readonly string[] _texts;

    /// <param name="unit">Its id, as the PLC has it, 0…255.</param>
    /// <param name="state">One of the states.</param>
    /// <param name="texts">By <see cref="DeviceObject"/>; empty for what it did not say.</param>
    public UnitStatus(int unit, string state, string[] texts)
    {
        Unit = unit;
        State = state;
        _texts = texts;
    }

    public int Unit { get; }

    public string State { get; }

    /// <summary>UTC milliseconds of the first request for it; 0: not known.</summary>
    public long FirstSeen { get; init; }

    /// <summary>UTC milliseconds of the last request for it; 0: not known.</summary>
    public long LastSeen { get; init; }

    /// <summary>UTC milliseconds at which it last said something of itself; 0: it did not, or the clock was not set.</summary>
    public long ToldAt { get; init; }

    /// <summary>The answer to 17, hex; <c>...</c> behind it where it was longer than what is kept. Empty: nobody asked.</summary>
    public string ServerId { get; init; } = "";

    /// <summary>What it says of itself: printable ASCII; a <c>?</c> in place of every other byte, <c>...</c> at the end of what was longer
    /// than what is kept. Empty: nobody asked, or it did not say.</summary>
    /// <param name="deviceObject">0 … <see cref="DeviceObject.Count"/> - 1.</param>
    public string Text(int deviceObject)
    {
        return _texts[deviceObject];
    }
}
