using System;
using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Telemetry;

/// <summary>The key by which the batches of one module are verified, as it stands in a file that only its owner may read.</summary>
/// <param name="Stream">Name of the module's stream, 16 bytes.</param>
/// <param name="Key">The key, 32 bytes.</param>
public sealed record SealKey(byte[] Stream, byte[] Key)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string Header = "edgeguard-seal-key-file 1";
    private const int MaxBytes = 4096;

    /// <summary>Writes a file that was not there.</summary>
    public void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write($"{Header}\nstream {EventText.Hex(Stream)}\nkey {EventText.Hex(Key)}\n");
    }

    /// <summary>Reads a file. Null: <paramref name="problem"/> says what is wrong and what to do.</summary>
    public static SealKey? Read(string path, out string problem)
    {
        try
        {
            problem = Refuses(path);
            if (problem.Length > 0) return null;
            problem = "it is no file that 'edgeguard seal-key' wrote";
            string[] lines = File.ReadAllText(path).Split('\n');
            if (lines.Length < 3 || lines[0] != Header || !lines[1].StartsWith("stream ", StringComparison.Ordinal)) return null;
            byte[]? stream = HexText.Read(lines[1]["stream ".Length..], EventBatchFormat.StreamSize);
            byte[]? key = lines[2].StartsWith("key ", StringComparison.Ordinal)
                ? HexText.Read(lines[2]["key ".Length..], EventBatchFormat.MacSize)
                : null;
            if (stream == null || key == null) return null;
            problem = "";
            return new SealKey(stream, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    private static string Refuses(string path)
    {
        if (!File.Exists(path)) return "there is no such file";
        if (new FileInfo(path).Length > MaxBytes) return "it is no file that 'edgeguard seal-key' wrote";
        bool isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0;
        return isOpen ? $"others than its owner may read it: chmod 600 {path}" : "";
    }
}
