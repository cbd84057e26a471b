using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Unicode;

namespace EdgeGuard.Central;

/// <summary>Takes members out of one JSON object and notes the first that is not as it should be. Members that nobody asks for are a later
/// module's and no fault; one that stands there twice is. Not thread-safe.</summary>
internal sealed class StrictJson
{
    /// <summary>Most characters of a text, and most items of an array: what a module has, with room.</summary>
    internal const int MaxText = 1024;
    internal const int MaxItems = 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly StrictJson _root;

    private StrictJson(JsonElement element, string path, StrictJson? root)
    {
        _object = element;
        _path = path;
        _root = root ?? this;
    }

    /// <summary>What is wrong; empty for nothing.</summary>
    internal string Problem { get; private set; } = "";

    /// <summary>Reads bytes that must be one object in UTF-8. Null for others.</summary>
    internal static StrictJson? Parse(byte[] bytes, out string problem)
    {
        // The library takes others, and fails when they are read.
        problem = "not UTF-8";
        if (!Utf8.IsValid(bytes)) return null;
        problem = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new StrictJson(document.RootElement.Clone(), "", null);
            problem = "not a JSON object";
        }
        catch (JsonException)
        {
            problem = "not JSON, or a member stands there twice";
        }
        return null;
    }

    /// <summary>Whether there is such a member.</summary>
    internal bool Has(string name) => TryMember(name, out _);

    internal bool Flag(string name)
    {
        if (TryMember(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }
        Fail(name, "true or false");
        return false;
    }

    internal long Number(string name, long least, long most)
    {
        if (TryMember(name, out JsonElement value) && IsNumber(value, least, most, out long number)) return number;
        Fail(name, $"a whole number from {least} to {most}");
        return least;
    }

    internal string Text(string name)
    {
        bool isThere = TryMember(name, out JsonElement value) && value.ValueKind == JsonValueKind.String;
        if (isThere && Utf16(value.GetString) is { Length: <= MaxText } text) return text;
        Fail(name, $"a text of at most {MaxText} characters");
        return "";
    }

    internal StrictJson Object(string name)
    {
        bool isThere = TryMember(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object;
        if (!isThere) Fail(name, "an object");
        return new StrictJson(isThere ? value : default, _path + name + ".", _root);
    }

    internal IReadOnlyList<StrictJson> Objects(string name)
    {
        var items = new List<StrictJson>();
        if (!TryArray(name, out JsonElement array)) return items;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) Fail(name, "objects alone");
            else items.Add(new StrictJson(item, $"{_path}{name}[{items.Count}].", _root));
        }
        return items;
    }

    internal IReadOnlyList<int> Numbers(string name, int least, int most)
    {
        var items = new List<int>();
        if (!TryArray(name, out JsonElement array)) return items;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (IsNumber(item, least, most, out long number)) items.Add((int)number);
            else Fail(name, $"whole numbers from {least} to {most}");
        }
        return items;
    }

    /// <summary>All members, each a whole number in a range.</summary>
    internal IReadOnlyDictionary<string, long> AllNumbers(long least, long most)
    {
        var numbers = new Dictionary<string, long>();
        if (_object.ValueKind != JsonValueKind.Object) return numbers;
        foreach (JsonProperty member in _object.EnumerateObject())
        {
            string? name = Utf16(() => member.Name);
            if (name == null || name.Length > MaxText || numbers.Count == MaxItems) Fail("*", $"at most {MaxItems} members with names");
            else if (!IsNumber(member.Value, least, most, out long number)) Fail("*", $"whole numbers from {least} to {most}");
            else numbers[name] = number;
        }
        return numbers;
    }

    private bool TryMember(string name, out JsonElement value)
    {
        value = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out value);
    }

    private bool TryArray(string name, out JsonElement array)
    {
        bool isThere = TryMember(name, out array) && array.ValueKind == JsonValueKind.Array;
        if (isThere && array.GetArrayLength() <= MaxItems) return true;
        Fail(name, $"an array of at most {MaxItems}");
        return false;
    }

    private static bool IsNumber(JsonElement value, long least, long most, out long number)
    {
        number = least;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number) && number >= least && number <= most;
    }

    // An escaped lone surrogate is JSON, and no text.
    private static string? Utf16(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Fail(string name, string wanted)
    {
        if (_root.Problem.Length == 0) _root.Problem = $"{_path}{name} is not {wanted}";
    }
}
