using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A PLC that answers one request (ten holding registers) at once, and can do nothing else: a thread a connection.</summary>
internal sealed class BenchPlc : IDisposable
{
    private const int Backlog = 512;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public BenchPlc()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed: the end of the run.
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            byte[] request = new byte[BenchRequest.Length];
            byte[] answer = BenchRequest.CreateResponse();
            try
            {
                while (BenchSocket.ReadAll(socket, request))
                {
                    request.AsSpan(0, 2).CopyTo(answer);
                    socket.Send(answer);
                }
            }
            catch (SocketException)
            {
                // The proxy was ended.
            }
        }
    }
}
