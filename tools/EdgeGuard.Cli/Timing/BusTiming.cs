using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What a serial line carries of one repeated request, and how long its clients must be willing to wait. Microseconds.</summary>
internal sealed class BusTiming
{
    // For what no table knows: a busy machine, a PLC in a long cycle.
    private const int MarginPercent = 20;
    private const long StepUs = 50_000;

    private readonly TimingOptions _options;

    /// <param name="format">Of the line, toward the PLC as toward a serial client.</param>
    /// <param name="options">What is asked.</param>
    internal BusTiming(SerialFormat format, TimingOptions options)
    {
        _options = options;
        Format = format;
        var timing = new RtuTiming(format, RtuTiming.MinStretchPercent);
        Character = timing.CharacterUs;
        InterCharacter = timing.InterCharacterUs;
        InterFrame = timing.InterFrameUs;
        Request = timing.FrameUs(options.Function.RequestBytes(options.Quantity));
        Answer = timing.FrameUs(options.Function.ResponseBytes(options.Quantity));
    }

    internal SerialFormat Format { get; }

    internal long Character { get; }

    /// <summary>t1.5.</summary>
    internal long InterCharacter { get; }

    /// <summary>t3.5.</summary>
    internal long InterFrame { get; }

    internal long Request { get; }

    internal long Answer { get; }

    /// <summary>From the beginning of one request to the earliest beginning of the next.</summary>
    internal long Exchange => Request + InterFrame + _options.DelayUs + Answer + InterFrame;

    /// <summary>Exchanges a second, of all clients together.</summary>
    internal double Rate => 1e6 / Exchange;

    /// <summary>When all clients ask at once: until the last has its answer. Nobody can repeat his request faster.</summary>
    internal long LastAnswered => _options.Clients * Exchange;

    /// <summary>The same, when one request before it finds no answer.</summary>
    internal long LastAnsweredAfterSilence => LastAnswered + _options.PlcTimeoutUs;

    /// <summary>The time-out for clients over TCP.</summary>
    internal long ClientTimeout => WithMargin(LastAnsweredAfterSilence);

    /// <summary>A serial client straight at the PLC: from the end of its request to the end of the answer.</summary>
    internal long SerialClientDirect => InterFrame + _options.DelayUs + Answer;

    /// <summary>The same with the module between: both frames are sent a second time, each after its silence.</summary>
    internal long SerialClientInline => SerialClientDirect + Added;

    /// <summary>What the module adds to each exchange of a serial client: it takes a frame whole before it sends it on.</summary>
    internal long Added => InterFrame + Request + InterFrame + Answer;

    /// <summary>The time-out for a serial client: its answer, or that of the module when the PLC gives none.</summary>
    internal long SerialClientTimeout => WithMargin(Math.Max(SerialClientInline, InterFrame + Request + _options.PlcTimeoutUs + Answer));

    internal double SerialClientRateDirect => 1e6 / Exchange;

    internal double SerialClientRateInline => 1e6 / (Exchange + Added);

    private static long WithMargin(long us)
    {
        long wanted = us * (100 + MarginPercent) / 100;
        return (wanted + StepUs - 1) / StepUs * StepUs;
    }
}
