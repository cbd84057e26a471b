using System;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The module's entropy: that of the board, looked at each time. Any thread.</summary>
/// <remarks>
/// The look is the repetition count test of SP 800-90B section 4.4.1, over words of four bytes: it finds a generator that stands still, and
/// no finer fault. One that has failed is not asked again.
/// </remarks>
public sealed class DeviceRandom : IRandom
{
    private const int Word = 4;

    // Two equal words one after the other come by chance once in four billion; three never.
    private const int MostRepeats = 2;

    private readonly IEntropy _entropy;
    private readonly object _gate = new object();
    private readonly byte[] _last = new byte[Word];
    private int _repeats;
    private bool _hasFailed;

    private DeviceRandom(IEntropy entropy)
    {
        _entropy = entropy;
    }

    /// <summary>Null, and the problem in words, where no keys may be made: the module then does not start.</summary>
    public static DeviceRandom? TryOpen(IEntropy entropy, out string problem)
    {
        problem = "";
        if (!entropy.IsFitForKeys)
        {
            problem = "this board has no entropy fit for keys: its image must keep the noise source of the random generator on";
            return null;
        }
        var random = new DeviceRandom(entropy);
        // A generator that stands still, or counts from the same seed, shows in the first kilobyte or not at all.
        if (random.TryFill(new byte[1024], 0, 1024)) return random;
        problem = "the random generator of this board repeats itself";
        return null;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The generator has failed since the start: a fault of the hardware, after which
    /// nothing secret can be made.</exception>
    public void Fill(byte[] buffer, int offset, int count)
    {
        if (!TryFill(buffer, offset, count)) throw new InvalidOperationException("The random generator repeats itself.");
    }

    private bool TryFill(byte[] buffer, int offset, int count)
    {
        var words = new byte[(count + Word - 1) / Word * Word];
        lock (_gate)
        {
            if (_hasFailed) return false;
            _entropy.Fill(words);
            for (int i = 0; i < words.Length && !_hasFailed; i += Word) Look(words, i);
            if (_hasFailed) return false;
        }
        Array.Copy(words, 0, buffer, offset, count);
        Array.Clear(words, 0, words.Length);
        return true;
    }

    private void Look(byte[] words, int at)
    {
        bool isSame = true;
        for (int i = 0; i < Word; i++)
        {
            if (words[at + i] != _last[i]) isSame = false;
            _last[i] = words[at + i];
        }
        _repeats = isSame ? _repeats + 1 : 0;
        if (_repeats >= MostRepeats) _hasFailed = true;
    }
}
