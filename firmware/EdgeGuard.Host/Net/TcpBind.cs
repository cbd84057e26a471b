using System;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Host;

/// <summary>Opens listening sockets.</summary>
internal static class TcpBind
{
    /// <summary>A listening socket, or null and the problem in words. <c>::</c> listens on IPv4 as well.</summary>
    internal static Socket? Open(IPEndPoint at, int backlog, out string problem)
    {
        Socket? socket = null;
        try
        {
            // A connection inherits that its listener is non-blocking, and .NET never takes that back; see DeadlineSocket.
            socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (at.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            // Not ReuseAddress: on Linux .NET makes it SO_REUSEPORT too, and a second program could then share the port.
            socket.Bind(at);
            socket.Listen(backlog);
            problem = "";
            return socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            problem = string.Concat("cannot listen on ", at.ToString(), ": ", Remedy(e));
            return null;
        }
    }

    /// <summary>The next connection that waits, or null. Never throws.</summary>
    /// <param name="listener">Where.</param>
    /// <param name="error">Why there is none. WouldBlock: none waits. Anything else stands in the way of one that may wait for long (no
    /// file handles, no memory, a listener that is closed): whoever asks again at once does nothing else.</param>
    internal static Socket? TryAccept(Socket listener, out SocketError error)
    {
        error = SocketError.WouldBlock;
        try
        {
            return listener.Poll(0, SelectMode.SelectRead) ? listener.Accept() : null;
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode == SocketError.Success ? SocketError.SocketError : e.SocketErrorCode;
            return null;
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.Shutdown;
            return null;
        }
    }

    /// <summary>Stops listening and wakes whoever waits on the socket. Never throws.</summary>
    internal static void Close(Socket listener)
    {
        try
        {
            // Closing alone does not wake a poll in another thread; shutting a listening socket down does (Linux).
            listener.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Systems that refuse it wake the poll on closing.
        }

        listener.Dispose();
    }

    private static string Remedy(SocketException e)
    {
        return e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => "another program listens there; stop it or choose another port",
            SocketError.AccessDenied => "ports below 1024 need the right CAP_NET_BIND_SERVICE; grant it or choose another port",
            SocketError.AddressNotAvailable => "no network interface has this address",
            _ => e.Message,
        };
    }
}
