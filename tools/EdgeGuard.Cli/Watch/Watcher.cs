using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using MQTTnet;

namespace EdgeGuard.Cli;

/// <summary>Shows events as they arrive at a broker.</summary>
/// <param name="options">The broker, and whose events.</param>
/// <param name="count">How many events to show; 0 for all that come.</param>
/// <param name="output">Where they are shown.</param>
/// <param name="error">Where trouble is told, and modules that come and go.</param>
internal sealed class Watcher(BrokerOptions options, int count, IWatchOutput output, TextWriter error)
{
    private const int Ended = 0;
    private const int Failed = 1;
    private const int SealFailed = 3;

    private readonly PartedBatches _parts = new();
    private readonly EventFollower _follower = new();
    private readonly SealChecker? _seals = options.Seals();
    private int _shown;

    public async Task<int> Run(CancellationToken stop)
    {
        if (!await new BrokerListener(options, ["events", "state"], Take, error).Run(stop).ConfigureAwait(false)) return Failed;
        return _seals is { HasFailed: true } ? SealFailed : Ended;
    }

    // True once everything asked for was shown.
    private async Task<bool> Take(MqttApplicationMessage message)
    {
        if (ModulePresence.IsTold(message))
        {
            await error.WriteLineAsync("edgeguard: " + ModulePresence.Text(message)).ConfigureAwait(false);
            return false;
        }

        byte[]? payload = _parts.Take(message.Topic, message.Payload.ToArray());
        if (payload == null) return false;
        SealState? seal = Check(message.Topic, payload);
        // What is not the module's must not pass for what was seen already, either.
        if (seal == SealState.Broken) return false;
        IReadOnlyList<FollowedEvent> events = _follower.Take(message.Topic, payload, out string problem);
        if (problem.Length > 0) await error.WriteLineAsync("edgeguard: " + problem).ConfigureAwait(false);
        foreach (FollowedEvent followed in events)
        {
            output.Show(followed with { Seal = seal });
            if (++_shown == count) return true;
        }

        return false;
    }

    // Null where nobody asked, or where there is no batch to check.
    private SealState? Check(string topic, byte[] payload)
    {
        EventBatch? batch = _seals == null ? null : EventBatch.Decode(payload, 0, payload.Length, out _);
        if (batch == null || ModuleTopic.Parse(topic) is not { } from) return null;
        SealState state = _seals!.Check(batch, payload);
        if (state is SealState.Broken or SealState.Gap) output.ShowSeal(from.Site, from.Module, batch, state);
        return state;
    }
}
