using System;
using System.IO;
using System.Security.Cryptography;

namespace EdgeGuard.Fuzz;

/// <summary>Inputs that broke something, a file each, named after its content.</summary>
internal sealed class CrashFolder(string path)
{
    /// <summary>Adds one; gives its path.</summary>
    public string Add(string prefix, byte[] input)
    {
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, prefix + Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(file, input);
        return file;
    }
}
