using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>As little of a server of HTTP as a receiver of posts needs, on loopback.</summary>
internal sealed class HttpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[], string?> _take;

    /// <param name="take">Gets path and body, on any thread. Gives the answer's status; null: none, and the connection ends.</param>
    internal HttpSink(Func<string, byte[], string?> take)
    {
        _take = take;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Listen();
    }

    internal int Port { get; }

    public void Dispose() => _listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true) _ = Take(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Take(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadRequest(stream) is ({ } path, { } body))
                {
                    if (_take(path, body) is not { } answer) return;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"));
                }
            }
            catch (IOException)
            {
                // Whoever asked was ended meanwhile.
            }
        }
    }

    // Nothing: it ended before a whole one was there.
    private static async Task<(string? Path, byte[]? Body)> ReadRequest(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var some = new byte[8192];
        while (true)
        {
            int count = await stream.ReadAsync(some);
            if (count == 0) return (null, null);
            bytes.AddRange(some.AsSpan(0, count));
            string text = Encoding.Latin1.GetString([.. bytes]);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            string[] head = text[..end].Split("\r\n");
            int length = int.Parse(head.First(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))[16..]);
            if (bytes.Count >= end + 4 + length) return (head[0].Split(' ')[1], [.. bytes[(end + 4)..(end + 4 + length)]]);
        }
    }
}
