using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;
using MQTTnet;

namespace EdgeGuard.Cli;

/// <summary>Takes reports of traffic from a broker.</summary>
internal sealed class TrafficListener(BrokerOptions options, TrafficFollower follower, TextWriter error)
{
    // A table that takes several messages comes in one go.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // By their topics: who is online, and who has reported.
    private readonly HashSet<string> _online = [];
    private readonly HashSet<string> _reported = [];
    private bool _hasNews;
    private Action? _settle;

    /// <summary>Ends once every module that is online has reported.</summary>
    public bool Once { get; init; }

    /// <summary>Ends after so long; null: it does not.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Called when something new is known, and no more waits.</summary>
    public Action? Changed { get; init; }

    /// <summary>Listens until told to stop. False: there is no broker, and that was told.</summary>
    public async Task<bool> Run(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (For is { } time) end.CancelAfter(time);
        _settle = () => end.CancelAfter(Settling);
        var listener = new BrokerListener(options, ["traffic", "state"], Take, error) { Idle = Idle };
        if (!await listener.Run(end.Token).ConfigureAwait(false)) return false;
        if (listener.WasConnected || stop.IsCancellationRequested) return true;
        await error.WriteLineAsync($"edgeguard: error: broker {options.Broker}: no answer").ConfigureAwait(false);
        return false;
    }

    private async Task<bool> Take(MqttApplicationMessage message)
    {
        if (ModulePresence.IsTold(message))
        {
            Note(message);
            await error.WriteLineAsync("edgeguard: " + ModulePresence.Text(message)).ConfigureAwait(false);
            return false;
        }
        FollowedTraffic? followed = follower.Take(message.Topic, message.Payload.ToArray(), out string problem);
        if (problem.Length > 0) await error.WriteLineAsync("edgeguard: " + problem).ConfigureAwait(false);
        if (followed == null) return false;
        _reported.Add(followed.Name);
        _hasNews = true;
        return false;
    }

    private void Note(MqttApplicationMessage message)
    {
        if (ModuleTopic.Parse(message.Topic) is not { } from || !ModulePresence.TryRead(message, out bool isOnline, out _)) return;
        if (isOnline) _online.Add($"{from.Site}/{from.Module}");
        else _online.Remove($"{from.Site}/{from.Module}");
    }

    private void Idle()
    {
        if (_hasNews) Changed?.Invoke();
        _hasNews = false;
        if (Once && _reported.Count > 0 && _online.IsSubsetOf(_reported)) _settle?.Invoke();
    }
}
