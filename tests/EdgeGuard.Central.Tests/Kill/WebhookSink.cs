using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace EdgeGuard.Central.Tests;

/// <summary>A receiver of webhooks that takes each and, now and then, does not say so.</summary>
internal sealed class WebhookSink : IDisposable
{
    private readonly Random _random;
    private readonly ConcurrentQueue<(string Notice, string What, string Module)> _got = new();
    private readonly HttpSink _sink;

    internal WebhookSink(int seed)
    {
        _random = new Random(seed);
        _sink = new HttpSink(Take);
    }

    internal int Port => _sink.Port;

    /// <summary>How often something came.</summary>
    internal int Total => _got.Count;

    /// <summary>What came, each content once.</summary>
    internal IReadOnlySet<(string Notice, string What, string Module)> Got => _got.ToHashSet();

    /// <summary>The modules that were told of.</summary>
    internal IReadOnlySet<string> Modules => _got.Select(got => got.Module).ToHashSet();

    public void Dispose() => _sink.Dispose();

    private string? Take(string path, byte[] body)
    {
        JsonElement json = JsonDocument.Parse(body).RootElement;
        string what = $"{json.GetProperty("id").GetInt64()} {json.GetProperty("state").GetString()}";
        _got.Enqueue((json.GetProperty("notice").GetString()!, what, json.GetProperty("module").GetString()!));
        int chance;
        lock (_random) chance = _random.Next(40);
        if (chance == 0) return null;
        return chance == 1 ? "500 Internal Server Error" : "204 No Content";
    }
}
