using System;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>One TCP connection on the network that hangs on the simulated chip. Never waits.</summary>
internal interface IWireConnection
{
    WireState State { get; }

    /// <summary>Takes what has come; 0 where nothing has.</summary>
    int Receive(Span<byte> into);

    /// <summary>Sends; the number of bytes that the other end's window took.</summary>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>A FIN goes out.</summary>
    void Finish();

    /// <summary>The connection is forgotten.</summary>
    void Forget();
}
