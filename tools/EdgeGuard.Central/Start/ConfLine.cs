using System;
using System.Collections.Generic;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>A line of a file of settings that people write: a key, and what stands behind it.</summary>
/// <param name="Number">Of the line, from 1.</param>
/// <param name="Key">One that there is.</param>
/// <param name="Value">Without the blanks around it.</param>
internal readonly record struct ConfLine(int Number, string Key, string Value)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxProblems = 20;

    /// <summary>The text of such a file; null where there is none.</summary>
    /// <exception cref="CentralException">It is too long.</exception>
    internal static string? Load(string path)
    {
        if (!File.Exists(path)) return null;
        if (new FileInfo(path).Length > MaxBytes) throw new CentralException($"{path} has more than {MaxBytes} bytes", "");
        return File.ReadAllText(path);
    }

    /// <exception cref="CentralException">All that is wrong in a file; nothing where nothing is.</exception>
    internal static void Refuse(string path, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0) throw new CentralException($"{path}:\n  {string.Join("\n  ", problems)}", "");
    }

    /// <summary>The lines of a text, one after the other; it ends where there are many problems.</summary>
    /// <param name="text">Empty lines and those that begin with # count as none.</param>
    /// <param name="keys">Every key that there is, and what stands behind it.</param>
    /// <param name="problems">Gets what is wrong with a line, and may get more of whoever takes it.</param>
    internal static IEnumerable<ConfLine> Of(string text, IReadOnlyDictionary<string, string> keys, List<string> problems)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length && problems.Count < MaxProblems; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#')) continue;
            string[] parts = Words(line, 2);
            if (!keys.TryGetValue(parts[0], out string? value))
            {
                problems.Add($"line {i + 1}: there is no '{SecretFile.Short(parts[0])}'; there are {string.Join(", ", keys.Keys)}");
            }
            else if (parts.Length < 2)
            {
                problems.Add($"line {i + 1}: {parts[0]} has no value: write {value}");
            }
            else
            {
                yield return new ConfLine(i + 1, parts[0], parts[1]);
            }
        }
    }

    /// <summary>So many words at most, of which the last is the rest.</summary>
    internal static string[] Words(string text, int most) =>
        text.Split((char[])[' ', '\t'], most, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds the value, once.</summary>
    internal void AddTo(Dictionary<string, string> values, List<string> problems)
    {
        if (!values.TryAdd(Key, Value)) problems.Add($"line {Number}: {Key} stands there twice");
    }
}
