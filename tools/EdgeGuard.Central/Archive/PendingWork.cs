using System;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>What waits for the archive's thread: an arrival, or a note.</summary>
internal sealed class PendingWork
{
    // Whoever waits goes on on a thread of its own: the archive's has the next group to write.
    private readonly TaskCompletionSource<Receipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Arrival? Arrival { get; init; }

    internal Action<Fleet>? Note { get; init; }

    internal Receipt Receipt { get; set; }

    internal Task<Receipt> Task => _done.Task;

    internal void Done() => _done.TrySetResult(Receipt);

    internal void Fail() => _done.TrySetResult(Receipt.Failed);
}
