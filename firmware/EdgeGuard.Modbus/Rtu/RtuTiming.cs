using System;

namespace EdgeGuard.Modbus;

/// <summary>How long things take on an RTU line, microseconds, rounded up (serial line guide V1.02, section 2.5.1.1). Immutable.</summary>
public sealed class RtuTiming
{
    /// <summary>Above this baud rate the silences are fixed: they would be too short to be measured.</summary>
    public const int LastProportionalBaud = 19_200;

    /// <summary>t1.5 above <see cref="LastProportionalBaud"/>.</summary>
    public const int FixedInterCharacterUs = 750;

    /// <summary>t3.5 above <see cref="LastProportionalBaud"/>.</summary>
    public const int FixedInterFrameUs = 1_750;

    public const int MinStretchPercent = 100;
    public const int MaxStretchPercent = 10_000;

    private const long SecondUs = 1_000_000;

    private readonly long _bitsPerCharacter;
    private readonly long _baud;

    /// <param name="format">Of the line.</param>
    /// <param name="stretchPercent">How much longer than t3.5 a silence must be, as we see it, to end a frame: 100 takes t3.5 itself.
    /// Adapters and operating systems hand characters over in lumps, so that a frame without a gap on the line arrives with some.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stretchPercent"/> is outside its limits.</exception>
    public RtuTiming(SerialFormat format, int stretchPercent)
    {
        if (stretchPercent < MinStretchPercent || stretchPercent > MaxStretchPercent)
        {
            throw new ArgumentOutOfRangeException(nameof(stretchPercent));
        }

        _bitsPerCharacter = format.BitsPerCharacter;
        _baud = format.Baud;
        bool isFixed = format.Baud > LastProportionalBaud;
        CharacterUs = (int)HalfCharactersUs(2);
        InterCharacterUs = isFixed ? FixedInterCharacterUs : (int)HalfCharactersUs(3);
        InterFrameUs = isFixed ? FixedInterFrameUs : (int)HalfCharactersUs(7);
        SilenceUs = (int)DivideUp((long)InterFrameUs * stretchPercent, 100);
    }

    /// <summary>One character.</summary>
    public int CharacterUs { get; }

    /// <summary>t1.5: no gap within a frame that is sent is longer.</summary>
    public int InterCharacterUs { get; }

    /// <summary>t3.5: the silence that is kept before a frame is sent.</summary>
    public int InterFrameUs { get; }

    /// <summary>The silence that ends a frame being received: t3.5, stretched.</summary>
    public int SilenceUs { get; }

    /// <summary>A frame of so many bytes, CRC included, from its first start bit to its last stop bit.</summary>
    public long FrameUs(int bytes)
    {
        return HalfCharactersUs(2L * bytes);
    }

    private long HalfCharactersUs(long halves)
    {
        return DivideUp(halves * _bitsPerCharacter * SecondUs, 2 * _baud);
    }

    private static long DivideUp(long value, long by)
    {
        return (value + by - 1) / by;
    }
}
