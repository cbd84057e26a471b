using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>What a program has to show to read figures: a secret in a file for its owner alone, made at the first start.</summary>
internal sealed class MetricsToken
{
    internal const string FileName = "metrics-token";

    private const string Scheme = "Bearer ";
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _hash;

    private MetricsToken(string token) => _hash = Hash(token);

    /// <summary>Reads it, or makes it.</summary>
    /// <exception cref="CentralException">It cannot be read or made, or others may read it.</exception>
    internal static MetricsToken Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path)) Make(path);
            bool isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0;
            if (isOpen) throw new CentralException($"others may read {path}", $"chmod 600 {path}");
            string token = File.ReadAllText(path).Trim();
            if (token.Length < Bytes) throw new CentralException($"{path} holds no token", "remove it: another is made at the next start");
            return new MetricsToken(token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CentralException($"{path}: {e.Message}", "");
        }
    }

    /// <summary>Whether a header <c>Authorization</c> shows it.</summary>
    internal bool IsShown(string? header) => header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), _hash);

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n");
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
