using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Fuzz;

/// <summary>The inputs of one target in one file, a line each (<see cref="InputText"/>), sorted, none twice.</summary>
/// <remarks><c>#</c> begins a comment.</remarks>
internal sealed class CorpusFile(string path)
{
    public const string Extension = ".corpus";

    private const string Head =
        "# One input a line: \"text\" with \\n \\r \\t \\\" \\\\ \\xNN, or hexadecimal digits. "
        + "Written by edgeguard-fuzz --keep; see ../README.md.";

    /// <summary>Every input, in the order of lines; none where there is no such file.</summary>
    /// <exception cref="CorpusException">A line is no input; the message names it.</exception>
    public IEnumerable<byte[]> Read() => ReadLines().Select(line => line.Input);

    /// <summary>Every input with the number of its line, from 1.</summary>
    /// <exception cref="CorpusException">A line is no input; the message names it.</exception>
    public IEnumerable<(int Number, byte[] Input)> ReadLines()
    {
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith('#')) yield return (i + 1, Input(lines[i], i + 1));
        }
    }

    /// <summary>Makes the file hold these and nothing else.</summary>
    public void Write(IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Text(inputs));
    }

    /// <summary>The file that holds these inputs.</summary>
    public static string Text(IEnumerable<byte[]> inputs)
    {
        IEnumerable<string> lines = inputs.Select(InputText.Of).Distinct().Order(StringComparer.Ordinal);
        return string.Concat(lines.Prepend(Head).Select(line => line + "\n"));
    }

    private byte[] Input(string line, int number)
    {
        try
        {
            return InputText.Read(line);
        }
        catch (FormatException e)
        {
            throw new CorpusException($"{path}:{number}: {e.Message}", e);
        }
    }
}
