using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace EdgeGuard.Fuzz;

/// <summary>The inputs of one target as files, each named after its content.</summary>
internal sealed class CorpusFolder(string path)
{
    public IEnumerable<byte[]> Read() => Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];

    /// <summary>Makes the folder hold these and nothing else.</summary>
    public void Write(IReadOnlyList<byte[]> inputs)
    {
        Directory.CreateDirectory(path);
        var wanted = inputs.ToDictionary(NameOf);
        foreach (string file in Directory.GetFiles(path))
        {
            if (!wanted.Remove(Path.GetFileName(file))) File.Delete(file);
        }
        foreach ((string name, byte[] input) in wanted) File.WriteAllBytes(Path.Combine(path, name), input);
    }

    /// <summary>Adds one; gives its path.</summary>
    public string Add(string prefix, byte[] input)
    {
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, prefix + NameOf(input));
        File.WriteAllBytes(file, input);
        return file;
    }

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];
}
