using System;
using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>What machines are shown: one JSON object as text.</summary>
internal static class JsonText
{
    /// <param name="properties">Writes what is in the object.</param>
    /// <param name="options">How; as they are by themselves it is one line.</param>
    internal static string Of(Action<Utf8JsonWriter> properties, JsonWriterOptions options = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
