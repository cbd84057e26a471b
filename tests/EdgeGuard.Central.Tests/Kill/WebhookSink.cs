using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>A receiver of webhooks that takes each and, now and then, does not say so.</summary>
internal sealed class WebhookSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Random _random;
    private readonly ConcurrentQueue<(string Notice, string What, string Module)> _got = new();

    internal WebhookSink(int seed)
    {
        _random = new Random(seed);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Listen();
    }

    internal int Port { get; }

    /// <summary>How often something came.</summary>
    internal int Total => _got.Count;

    /// <summary>What came, each content once.</summary>
    internal IReadOnlySet<(string Notice, string What, string Module)> Got => _got.ToHashSet();

    /// <summary>The modules that were told of.</summary>
    internal IReadOnlySet<string> Modules => _got.Select(got => got.Module).ToHashSet();

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
                while (await ReadBody(stream) is { } body)
                {
                    JsonElement json = JsonDocument.Parse(body).RootElement;
                    string what = $"{json.GetProperty("id").GetInt64()} {json.GetProperty("state").GetString()}";
                    _got.Enqueue((json.GetProperty("notice").GetString()!, what, json.GetProperty("module").GetString()!));
                    int chance;
                    lock (_random) chance = _random.Next(40);
                    if (chance == 0) return;
                    string answer = chance == 1 ? "500 Internal Server Error" : "204 No Content";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"));
                }
            }
            catch (IOException)
            {
                // The process was killed meanwhile.
            }
        }
    }

    // Null: it ended before a whole one was there.
    private static async Task<byte[]?> ReadBody(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var some = new byte[8192];
        while (true)
        {
            int count = await stream.ReadAsync(some);
            if (count == 0) return null;
            bytes.AddRange(some.AsSpan(0, count).ToArray());
            string text = Encoding.Latin1.GetString([.. bytes]);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            int at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) + "Content-Length: ".Length;
            int length = int.Parse(text[at..text.IndexOf('\r', at)]);
            if (bytes.Count >= end + 4 + length) return [.. bytes[(end + 4)..(end + 4 + length)]];
        }
    }
}
