using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Device.Time;

namespace EdgeGuard.Device.Keys;

/// <summary>The processor's random generator, which the interpreter's <see cref="Random"/> reads on both boards.</summary>
/// <remarks>The ESP32's is noise only while radio or converter run, and weaker without them. So what it gives is pooled over the whole run with
/// the times of the asking: one weak moment alone makes no weak key.</remarks>
internal sealed class HardwareRandom : IRandom
{
    private const int Block = 32;
    private const int Sample = Block + 8 + 1;
    private const byte Next = 1;
    private const byte Out = 2;

    private readonly Random _generator = new Random();
    private readonly IHmac _hmac;
    private readonly IMicrosecondCounter _counter;
    private readonly object _gate = new object();

    // Under the gate:
    private byte[] _pool = new byte[Block];

    /// <param name="hmac">Mixes.</param>
    /// <param name="counter">The board's time.</param>
    /// <exception cref="InvalidOperationException">The generator stands still: no key may be made here.</exception>
    internal HardwareRandom(IHmac hmac, IMicrosecondCounter counter)
    {
        _hmac = hmac;
        _counter = counter;
        if (IsStuck(Draw())) throw new InvalidOperationException("The processor's random generator stands still.");
    }

    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            while (count > 0)
            {
                byte[] sample = Draw();
                byte[] made = Mix(sample, Out);
                _pool = Mix(sample, Next);
                int part = count < Block ? count : Block;
                Array.Copy(made, 0, buffer, offset, part);
                offset += part;
                count -= part;
            }
        }
    }

    private byte[] Draw()
    {
        var fresh = new byte[Block];
        _generator.NextBytes(fresh);
        var sample = new byte[Sample];
        Array.Copy(fresh, 0, sample, 0, Block);
        long now = _counter.Microseconds;
        for (int i = 0; i < 8; i++) sample[Block + i] = (byte)(now >> 8 * i & 0xFF);
        return sample;
    }

    private byte[] Mix(byte[] sample, byte purpose)
    {
        sample[Sample - 1] = purpose;
        return _hmac.Compute(_pool, sample, 0, sample.Length);
    }

    private static bool IsStuck(byte[] sample)
    {
        for (int i = 1; i < Block; i++)
        {
            if (sample[i] != sample[0]) return false;
        }
        return true;
    }
}
