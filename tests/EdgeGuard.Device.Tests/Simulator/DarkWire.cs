using System;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>A network where nobody ever answers.</summary>
internal sealed class DarkWire : IWire, IWireConnection
{
    public WireState State
    {
        get { return WireState.Connecting; }
    }

    public IWireConnection Connect(byte[] address, int port)
    {
        return this;
    }

    public int Receive(Span<byte> into)
    {
        return 0;
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        return 0;
    }

    public void Finish()
    {
    }

    public void Forget()
    {
    }
}
