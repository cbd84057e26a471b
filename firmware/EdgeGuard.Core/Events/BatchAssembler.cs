using System;

namespace EdgeGuard.Core;

/// <summary>Puts batches together that came in parts, of one module. Not thread-safe.</summary>
/// <remarks>Never keeps more than <see cref="MaxBytes"/>. A batch is sent again from its first part on when the broker went away amid it:
/// what was there of it is dropped then. Otherwise a part that was not acknowledged comes again, and is taken once.</remarks>
public sealed class BatchAssembler
{
    /// <summary>Most bytes of a batch in parts.</summary>
    public const int MaxBytes = 64 * 1024;

    private byte[] _batch = new byte[0];
    private int _next;
    private int _parts;
    private long _first;

    /// <summary>Takes a message on the topic. The batch that it is, or that it is the last part of; null: more is to come.</summary>
    public byte[]? Take(byte[] message)
    {
        if (!BatchPart.IsPart(message)) return message;
        int number = BatchPart.NumberOf(message);
        if (number == 0) Begin(message);
        if (number != _next || BatchPart.PartsOf(message) != _parts || BatchPart.FirstOf(message) != _first) return null;
        int count = message.Length - BatchPart.HeaderSize;
        if (_batch.Length + count > MaxBytes)
        {
            Forget();
            return null;
        }

        Append(message, count);
        _next++;
        if (_next < _parts) return null;
        byte[] batch = _batch;
        Forget();
        return batch;
    }

    private void Begin(byte[] part)
    {
        _batch = new byte[0];
        _next = 0;
        _parts = BatchPart.PartsOf(part);
        _first = BatchPart.FirstOf(part);
    }

    private void Append(byte[] part, int count)
    {
        byte[] longer = new byte[_batch.Length + count];
        Array.Copy(_batch, 0, longer, 0, _batch.Length);
        Array.Copy(part, BatchPart.HeaderSize, longer, _batch.Length, count);
        _batch = longer;
    }

    // No part is number -1: the next to be taken is the first of another batch.
    private void Forget()
    {
        _batch = new byte[0];
        _next = -1;
    }
}
