using System;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>A folder that one process has for itself, until that ends in whatever way.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes it.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    internal static FolderLock Take(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new IOException($"{folder} is in use by another central console: end that one, or name another folder with --data", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
