namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>The network that hangs on the simulated chip.</summary>
internal interface IWire
{
    /// <summary>A SYN goes out.</summary>
    IWireConnection Connect(byte[] address, int port);
}
