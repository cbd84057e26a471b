using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>A network in memory with one PLC on it, in the time of a fake clock.</summary>
internal sealed class PlcWire : IWire
{
    private readonly FakeClock _clock;
    private readonly MisbehavingPlc _plc;

    internal PlcWire(FakeClock clock, MisbehavingPlc plc)
    {
        _clock = clock;
        _plc = plc;
    }

    /// <summary>Whether a connection that the PLC ends goes with a RST instead of a FIN.</summary>
    internal bool EndsWithReset { get; set; }

    /// <summary>Whether the PLC's window is shut: it takes nothing, and says so.</summary>
    internal bool IsShut { get; set; }

    /// <summary>Whom the chip was told to connect to, in order: address and port.</summary>
    internal List<string> Dialled { get; } = [];

    public IWireConnection Connect(byte[] address, int port)
    {
        Dialled.Add($"{string.Join('.', address)}:{port}");
        return new Connection(this, _plc.Dial(_clock.Now));
    }

    private sealed class Connection : IWireConnection
    {
        private readonly PlcWire _wire;
        private readonly ILink? _link;
        private readonly byte[] _buffer = new byte[4096];
        private bool _hasEnded;

        internal Connection(PlcWire wire, ILink? link)
        {
            _wire = wire;
            _link = link;
        }

        public WireState State
        {
            get
            {
                if (_link == null) return WireState.Reset;
                if (!_hasEnded) return WireState.Open;
                return _wire.EndsWithReset ? WireState.Reset : WireState.ClosedByPeer;
            }
        }

        public int Receive(Span<byte> into)
        {
            long now = _wire._clock.Now;
            if (_link == null || _hasEnded || !_link.Ready(now)) return 0;
            int count = _link.Read(_buffer, 0, Math.Min(into.Length, _buffer.Length), now);
            _hasEnded = count == 0;
            _buffer.AsSpan(0, count).CopyTo(into);
            return count;
        }

        public int Send(ReadOnlySpan<byte> bytes)
        {
            if (_link == null || _wire.IsShut) return 0;
            return _link.Write(bytes.ToArray(), 0, bytes.Length, _wire._clock.Now) ? bytes.Length : 0;
        }

        public void Finish()
        {
            _link?.Close();
        }

        public void Forget()
        {
            _link?.Close();
        }
    }
}
