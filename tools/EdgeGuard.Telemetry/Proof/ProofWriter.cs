using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace EdgeGuard.Telemetry;

/// <summary>Writes a proof file: first <see cref="Begin"/>, then batches, then <see cref="End"/>. Not thread-safe.</summary>
public sealed class ProofWriter(TextWriter output)
{
    private int _batches;

    /// <summary>Writes the first line.</summary>
    public Task Begin(DateTimeOffset at, string search) =>
        Write(new ProofHeader(ProofFormat.Name, ProofFormat.Version, at, search));

    /// <summary>Writes a batch.</summary>
    public Task Add(ProofBatch batch)
    {
        _batches++;
        return Write(batch);
    }

    /// <summary>Writes the last line. Without it whoever reads the file says that it was cut off.</summary>
    public Task End(bool isWhole) => Write(new ProofEnd(_batches, isWhole));

    private async Task Write<T>(T line)
    {
        await output.WriteAsync(JsonSerializer.Serialize(line, ProofFormat.Json)).ConfigureAwait(false);
        await output.WriteAsync('\n').ConfigureAwait(false);
    }
}
