using System;

namespace EdgeGuard.Core;

/// <summary>The chain of MACs over the batches of one boot. Each covers its batch and the MAC before, so that nobody without the key can
/// forge, change, reorder or leave out a batch unnoticed. Not thread-safe.</summary>
public sealed class BatchSeal
{
    private readonly IHmac _hmac;
    private readonly byte[] _key;
    private byte[] _before = new byte[EventBatchFormat.MacSize];
    private byte[] _own = new byte[EventBatchFormat.MacSize];

    /// <param name="hmac">HMAC-SHA256.</param>
    /// <param name="key">The module's key for events.</param>
    public BatchSeal(IHmac hmac, byte[] key)
    {
        _hmac = hmac;
        _key = key;
    }

    /// <summary>Whether a batch that was decoded carries the right MAC. What it says of the one before is only as good as this.</summary>
    public static bool IsRight(byte[] buffer, int offset, int count, IHmac hmac, byte[] key)
    {
        int covered = count - EventBatchFormat.MacSize;
        if (covered < 0) return false;
        var shown = new byte[EventBatchFormat.MacSize];
        Array.Copy(buffer, offset + covered, shown, 0, shown.Length);
        return ConstantTime.Equal(shown, hmac.Compute(key, buffer, offset, covered));
    }

    /// <summary>Writes both MACs behind the first <paramref name="count"/> bytes.
    /// The same bytes get the same MACs until <see cref="Advance"/>.</summary>
    public void Put(byte[] buffer, int count)
    {
        Array.Copy(_before, 0, buffer, count, EventBatchFormat.MacSize);
        _own = _hmac.Compute(_key, buffer, 0, count + EventBatchFormat.MacSize);
        Array.Copy(_own, 0, buffer, count + EventBatchFormat.MacSize, EventBatchFormat.MacSize);
    }

    /// <summary>Begins the chain anew: what follows has nothing before it.</summary>
    public void Restart()
    {
        _before = new byte[EventBatchFormat.MacSize];
    }

    /// <summary>The batch was handed over: the next one follows it.</summary>
    public void Advance()
    {
        _before = _own;
    }
}
