using System.Linq;
using System.Text.Json;

namespace EdgeGuard.Central.Tests;

/// <summary>As much of JSON Schema as the console's document uses.</summary>
internal static class ApiSchema
{
    /// <summary>What of a value is not as its schema says; empty for nothing.</summary>
    internal static string Problem(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string name = reference.GetString()!.Split('/')[^1];
            return Problem(document, document.GetProperty("components").GetProperty("schemas").GetProperty(name), value, place);
        }
        string[] types = TypesOf(schema);
        if (types.Length == 0) return $"{place}: the document says nothing of it";
        if (!types.Any(type => Fits(type, value))) return $"{place}: {value.ValueKind} is none of {string.Join(' ', types)}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => Object(document, schema, value, place),
            JsonValueKind.Array => string.Concat(value.EnumerateArray().Select(
                (item, i) => Problem(document, schema.GetProperty("items"), item, $"{place}[{i}]"))),
            _ => "",
        };
    }

    private static string Object(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        JsonElement properties = schema.GetProperty("properties");
        string problem = string.Concat(value.EnumerateObject().Select(member =>
            properties.TryGetProperty(member.Name, out JsonElement own)
                ? Problem(document, own, member.Value, $"{place}.{member.Name}")
                : $"{place}.{member.Name} is not in the document\n"));
        if (!schema.TryGetProperty("required", out JsonElement required)) return problem;
        return problem + string.Concat(required.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{place}.{name} is missing\n"));
    }

    private static string[] TypesOf(JsonElement schema) => !schema.TryGetProperty("type", out JsonElement type) ? []
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!]
        : [.. type.EnumerateArray().Select(one => one.GetString()!)];

    private static bool Fits(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type is "integer" or "number",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };
}
