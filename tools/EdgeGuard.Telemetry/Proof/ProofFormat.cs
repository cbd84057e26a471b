using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Telemetry;

/// <summary>A proof file: events with the batches that brought them, so that their seals can be verified elsewhere. UTF-8, one JSON object
/// a line: <see cref="ProofHeader"/>, a <see cref="ProofBatch"/> for each batch, <see cref="ProofEnd"/>.</summary>
public static class ProofFormat
{
    /// <summary>What the first line names.</summary>
    public const string Name = "edgeguard-proof";

    /// <summary>Of this format.</summary>
    public const int Version = 1;

    /// <summary>Most bytes of a batch: what an MQTT broker of a plant takes as one message.</summary>
    public const int MaxBatch = 262_144;

    /// <summary>Most characters of a line: a batch in base64, with room for what stands beside it.</summary>
    internal const int MaxLine = (MaxBatch * 4 / 3) + 4096;

    /// <summary>Strict: nothing is missing, nothing is there twice, and nothing is there that is not known.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 4,
    };
}
