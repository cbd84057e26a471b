using System;
using System.IO;
using System.Text;

namespace EdgeGuard.Pki;

/// <summary>Writes what a CA makes: nothing is ever overwritten except the revocation list, keys are for their owner alone.</summary>
public static class CaFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void MakeDirectory(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaException($"cannot make the directory {path}: {e.Message}", "choose a place that you may write to");
        }
    }

    /// <summary>A new file that the world may read.</summary>
    public static void WritePublic(string path, string text)
    {
        Write(path, text, Everybody);
    }

    /// <summary>A new file of mode 600 from its first byte on.</summary>
    public static void WriteSecret(string path, string text)
    {
        Write(path, text, OwnerOnly);
    }

    /// <summary>Puts a new version of a file in place at once: a reader sees the old or the new one, whole.</summary>
    public static void Replace(string path, string text)
    {
        string next = path + ".new";
        try
        {
            File.Delete(next);
            Write(next, text, Everybody);
            File.Move(next, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaException($"cannot write {path}: {e.Message}", "");
        }
    }

    /// <summary>A file that has to be there.</summary>
    public static string Read(string path, string hint)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaException($"cannot read {path}: {e.Message}", hint);
        }
    }

    /// <summary>Fails when any of these files is there: asked before the first one is written.</summary>
    public static void MustBeNew(params string[] paths)
    {
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                throw new CaException($"{path} is there already", "nothing is overwritten; choose another name, or move the file away");
            }
        }
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaException($"cannot write {path}: {e.Message}", "");
        }
    }
}
