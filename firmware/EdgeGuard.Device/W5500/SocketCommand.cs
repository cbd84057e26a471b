namespace EdgeGuard.Device;

/// <summary>What can be written to a socket's command register.</summary>
internal static class SocketCommand
{
    internal const byte Open = 0x01;
    internal const byte Connect = 0x04;

    /// <summary>Ends the connection with a FIN.</summary>
    internal const byte Disconnect = 0x08;

    /// <summary>Forgets the connection: the other end hears nothing.</summary>
    internal const byte Close = 0x10;

    internal const byte Send = 0x20;

    /// <summary>What was read may be overwritten.</summary>
    internal const byte Received = 0x40;
}
