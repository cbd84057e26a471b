using System;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>A file with a secret, which a setting names: for its owner alone.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxBytes = 64 * 1024;
    private const int ShownCharacters = 60;

    /// <summary>What it holds, without line ends.</summary>
    /// <exception cref="CentralException">It cannot be read, or others may read it.</exception>
    internal static string Read(string key, string path)
    {
        if (Problem(key, path) is { } problem) throw new CentralException(problem, "");
        return File.ReadAllText(path).TrimEnd('\r', '\n');
    }

    /// <summary>What is wrong with it, with its remedy; null for nothing.</summary>
    internal static string? Problem(string key, string path)
    {
        if (!File.Exists(path)) return $"{key}: there is no file {path}";
        bool isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0;
        if (isOpen) return $"{key}: others than its owner may read {path}: chmod 600 {path}";
        return new FileInfo(path).Length is 0 or > MaxBytes ? $"{key}: {path} is empty, or no secret" : null;
    }

    /// <summary>What somebody typed, fit to be told.</summary>
    internal static string Short(string text) =>
        Core.PeerText.Clean(text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…");
}
