using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Connects a TCP socket within a deadline.</summary>
public static class TcpConnect
{
    private const string NoResponse = "no answer in time";

    /// <summary>A connected socket, or null and the reason in a few words. Never throws.</summary>
    /// <param name="host">Address or host name; of several addresses the first that answers is taken.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="deadline">For everything together, by <paramref name="clock"/>.</param>
    /// <param name="clock">What the deadline is measured by.</param>
    /// <param name="problem">Empty after success.</param>
    public static Socket? Open(string host, int port, long deadline, IClock clock, out string problem)
    {
        return Open(host, port, deadline, clock, family => new Socket(family, SocketType.Stream, ProtocolType.Tcp), out problem);
    }

    /// <summary>As above, with sockets from <paramref name="create"/>.</summary>
    internal static Socket? Open(string host, int port, long deadline, IClock clock, Func<AddressFamily, Socket> create, out string problem)
    {
        IPAddress[] addresses = Resolve(host, deadline, clock, out problem);
        foreach (IPAddress address in addresses)
        {
            Socket? socket = Connect(address, port, deadline, clock, create, out problem);
            if (socket != null) return socket;
        }

        return null;
    }

    private static IPAddress[] Resolve(string host, long deadline, IClock clock, out string problem)
    {
        problem = "";
        if (IPAddress.TryParse(host, out IPAddress? address)) return [address];
        try
        {
            // The system's resolver takes no deadline: it is left behind when it takes too long.
            Task<IPAddress[]> lookup = Dns.GetHostAddressesAsync(host);
            if (lookup.Wait(Left(deadline, clock))) return lookup.Result;
            problem = "the name was not resolved in time";
        }
        catch (Exception e) when (e is AggregateException or SocketException or ArgumentException)
        {
            problem = "the name cannot be resolved";
        }

        return [];
    }

    private static Socket? Connect(
        IPAddress address, int port, long deadline, IClock clock, Func<AddressFamily, Socket> create, out string problem)
    {
        Socket? socket = null;
        try
        {
            socket = create(address.AddressFamily);
            problem = Start(socket, new IPEndPoint(address, port), Left(deadline, clock));
            if (problem.Length == 0) return socket;
        }
        catch (SocketException e)
        {
            problem = e.Message;
        }

        socket?.Dispose();
        return null;
    }

    // .NET never takes a socket back to truly blocking calls once it was non-blocking. Linux bounds connect by the time-out for
    // writes, which spares us that; the other systems do not.
    private static string Start(Socket socket, IPEndPoint to, int waitMs)
    {
        if (!OperatingSystem.IsLinux()) return StartAndPoll(socket, to, waitMs);
        try
        {
            socket.SendTimeout = Math.Max(1, waitMs);
            socket.Connect(to);
            return "";
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.InProgress)
        {
            return NoResponse;
        }
    }

    private static string StartAndPoll(Socket socket, IPEndPoint to, int waitMs)
    {
        try
        {
            socket.Blocking = false;
            socket.Connect(to);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The usual way of a non-blocking connect: it is waited for below.
        }

        if (!socket.Poll(Math.Min(waitMs, int.MaxValue / 1000) * 1000, SelectMode.SelectWrite)) return NoResponse;
        socket.Blocking = true;
        int error = (int)(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) ?? 0);
        return error == 0 ? "" : new SocketException(error).Message;
    }

    private static int Left(long deadline, IClock clock)
    {
        return (int)Math.Clamp(deadline - clock.Now, 0, int.MaxValue);
    }
}
