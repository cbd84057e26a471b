using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>Opens TCP connections to one PLC through the interpreter's own network: for boards that have no other way to it.</summary>
/// <remarks>There plant and PLC share one TCP/IP stack, and what keeps them apart is outside the module.</remarks>
public sealed class SocketDialer : IDialer
{
    // Each holds a socket and a thread until the network gives up, which may take most of a minute.
    private const int MostAttempts = 4;

    private readonly IClock _clock;
    private int _attempts;

    /// <param name="address">IPv4 address of the PLC as text; names are not looked up.</param>
    /// <param name="port">TCP port, 1…65535.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public SocketDialer(string address, int port, IClock clock)
    {
        if (port < 1 || port > 65535) throw new ArgumentException("1 to 65535", nameof(port));
        EndPoint = new IPEndPoint(Parse(address), port);
        _clock = clock;
    }

    internal IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public ILink? Dial(long deadline)
    {
        if (Interlocked.Increment(ref _attempts) > MostAttempts)
        {
            Ended();
            return null;
        }
        Socket? socket = SocketGate.Create();
        if (socket == null)
        {
            Ended();
            return null;
        }
        Socket? connected = Connect(socket, deadline);
        return connected == null ? null : new SocketLink(connected, _clock);
    }

    /// <summary>An attempt has come to its end, whatever that is.</summary>
    internal void Ended()
    {
        Interlocked.Decrement(ref _attempts);
    }

    private Socket? Connect(Socket socket, long deadline)
    {
        var attempt = new ConnectAttempt(this, socket, _clock);
        try
        {
            new Thread(attempt.Run).Start();
        }
        catch (Exception)
        {
            // No memory for one more thread: as if the PLC were not there.
            SocketGate.Close(socket);
            Ended();
            return null;
        }
        return attempt.Take(deadline);
    }

    private static IPAddress Parse(string address)
    {
        try
        {
            return IPAddress.Parse(address);
        }
        catch (Exception)
        {
            throw new ArgumentException("an IPv4 address", nameof(address));
        }
    }
}
