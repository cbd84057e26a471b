using System;

namespace EdgeGuard.Device;

/// <summary>What the interpreter's Random gives: the random generator of the processor.</summary>
/// <remarks>
/// STM32: true randomness. ESP32: true only while its radio is on, or while the image keeps the noise source of its converter on
/// (bootloader_random_enable); else what comes is no better than its seed. The stock image with Ethernet does neither.
/// </remarks>
public sealed class InterpreterEntropy : IEntropy
{
    private readonly Random _random = new Random();
    private readonly object _gate = new object();

    /// <param name="isFitForKeys">Whether the board's image keeps the generator's noise source on.</param>
    public InterpreterEntropy(bool isFitForKeys)
    {
        IsFitForKeys = isFitForKeys;
    }

    /// <inheritdoc/>
    public bool IsFitForKeys { get; }

    /// <inheritdoc/>
    public void Fill(byte[] buffer)
    {
        lock (_gate) _random.NextBytes(buffer);
    }
}
