namespace EdgeGuard.Core;

/// <summary>A byte stream with deadlines, in monotonic milliseconds of <see cref="IClock.Now"/>. Never throws.</summary>
/// <remarks>One thread owns a link: it alone reads, writes and closes. <see cref="ILinkEnd.Abort"/> may come from any thread.</remarks>
public interface ILink : ILinkEnd
{
    /// <summary>Waits until bytes can be read, or the link has ended (true), or <paramref name="until"/> has passed (false).
    /// Passing it leaves the link as it was: this is how the guard waits for a slow PLC without losing the connection.</summary>
    bool Ready(long until);

    /// <summary>Reads 1…<paramref name="count"/> bytes. 0: the link has ended (closed by the peer, aborted, failed, or the
    /// deadline passed, which ends it).</summary>
    int Read(byte[] buffer, int offset, int count, long deadline);

    /// <summary>Writes all bytes. False: the link has ended, and how much arrived is unknown.</summary>
    bool Write(byte[] buffer, int offset, int count, long deadline);
}
