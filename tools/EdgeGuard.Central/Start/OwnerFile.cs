using System;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>Writes a file of the console's folder for its owner alone, whole or not at all: a kill between leaves what was there.</summary>
internal static class OwnerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">Replaced where it is there.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="outlastsPowerCut">Waits for the disk; else a power cut may leave an earlier one.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Write(string path, byte[] bytes, bool outlastsPowerCut)
    {
        string next = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(next, options))
        {
            file.Write(bytes);
            file.Flush(outlastsPowerCut);
        }
        File.Move(next, path, overwrite: true);
    }
}
