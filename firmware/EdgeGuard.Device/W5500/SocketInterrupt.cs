namespace EdgeGuard.Device;

/// <summary>Bits of a socket's interrupt register.</summary>
internal static class SocketInterrupt
{
    /// <summary>The last <see cref="SocketCommand.Send"/> is done; before that there must be no other.</summary>
    internal const byte SendDone = 0x10;

    /// <summary>Connected, disconnected, received, timed out, and <see cref="SendDone"/>. None is masked: the datasheet can be read so that
    /// a masked one is never seen in the register either.</summary>
    internal const byte All = 0x1F;
}
