namespace EdgeGuard.Core;

/// <summary>An open serial port: characters with times fine enough for the silences of RTU. Never throws.</summary>
/// <remarks>
/// Every time is in monotonic microseconds of <see cref="IClock.Microseconds"/>. One thread owns a link: it alone reads, writes and
/// closes; <see cref="ILinkEnd.Abort"/> may come from any thread. Switching the transmitter of a half-duplex line on and off is the port's
/// own business. A character with a parity or framing fault is dropped or handed on, as the hardware has it: the CRC finds it.
/// </remarks>
public interface ISerialLink : ILinkEnd
{
    /// <summary>Waits for characters until <paramref name="until"/> at the longest, and takes what is there: 1…<paramref name="count"/>.
    /// It does not wait for more than the first. 0: none came by then; the link is as it was. -1: the link has ended (unplugged,
    /// aborted, failed). A time that has passed only looks.</summary>
    int Read(byte[] buffer, int offset, int count, long until);

    /// <summary>Sends all characters without a gap. True: they are on their way, and where the port can tell, the last stop bit has
    /// left; a port that cannot tell returns earlier, and the caller reckons with the time that the characters take. False: the
    /// link has ended, or they were not all taken by <paramref name="deadline"/>; how many left is unknown. What is received meanwhile
    /// is kept for <see cref="Read"/>, our own echo included where the transceiver makes one.</summary>
    bool Write(byte[] buffer, int offset, int count, long deadline);
}
