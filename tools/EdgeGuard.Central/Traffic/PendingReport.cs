using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>A report that waits to be kept.</summary>
internal sealed class PendingReport(HeardReport heard)
{
    // Whoever waits goes on on a thread of its own: the one that writes has the next group.
    private readonly TaskCompletionSource<Receipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeardReport Heard => heard;

    /// <summary>What becomes of it once its group is on the disk.</summary>
    internal Receipt Receipt { get; set; }

    internal Task<Receipt> Task => _done.Task;

    internal void Done() => _done.TrySetResult(Receipt);

    internal void Fail() => _done.TrySetResult(Receipt.Failed);
}
