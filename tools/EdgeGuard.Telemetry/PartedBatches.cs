using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Telemetry;

/// <summary>Puts batches together, of every module, that came in parts because the broker takes no more at once. Not thread-safe.</summary>
public sealed class PartedBatches
{
    // Anybody who may publish can invent topics: what more modules sent in parts is not put together.
    private const int MostModules = 4096;

    private readonly Dictionary<string, BatchAssembler> _modules = [];

    /// <summary>Takes a message; the batch that it is, or completes; null: more is to come.</summary>
    public byte[]? Take(string topic, byte[] payload)
    {
        if (!BatchPart.IsPart(payload)) return payload;
        if (!_modules.TryGetValue(topic, out BatchAssembler? assembler))
        {
            if (_modules.Count == MostModules) return payload;
            _modules[topic] = assembler = new BatchAssembler();
        }

        return assembler.Take(payload);
    }
}
