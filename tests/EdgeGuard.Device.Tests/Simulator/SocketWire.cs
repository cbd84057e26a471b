extern alias Real;

using System;
using System.Net;
using Real::System.Net.Sockets;
using AddressFamily = System.Net.Sockets.AddressFamily;
using SocketError = System.Net.Sockets.SocketError;
using SocketException = System.Net.Sockets.SocketException;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>The host's network: the simulated chip opens real TCP connections.</summary>
internal sealed class SocketWire : IWire
{
    public IWireConnection Connect(byte[] address, int port)
    {
        return new Connection(new IPEndPoint(new IPAddress(address), port));
    }

    private sealed class Connection : IWireConnection, IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        private WireState _state = WireState.Connecting;

        internal Connection(EndPoint to)
        {
            try
            {
                _socket.Connect(to);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // On its way: looked after in State.
            }
        }

        public WireState State
        {
            get
            {
                if (_state != WireState.Connecting || !_socket.Poll(0, SelectMode.SelectWrite)) return _state;
                object? error = _socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error);
                return _state = error is 0 ? WireState.Open : WireState.Reset;
            }
        }

        public int Receive(Span<byte> into)
        {
            if (_state != WireState.Open || !_socket.Poll(0, SelectMode.SelectRead)) return 0;
            int count = _socket.Receive(into, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success) _state = WireState.Reset;
            else if (count == 0) _state = WireState.ClosedByPeer;
            return count;
        }

        public int Send(ReadOnlySpan<byte> bytes)
        {
            int sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock)) _state = WireState.Reset;
            return sent;
        }

        public void Finish()
        {
            _socket.Shutdown(SocketShutdown.Send);
        }

        public void Forget()
        {
            Dispose();
        }

        public void Dispose()
        {
            _socket.Dispose();
        }
    }
}
