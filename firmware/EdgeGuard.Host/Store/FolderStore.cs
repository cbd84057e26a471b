using System;
using System.IO;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A store in a folder that only its owner may enter: a file a record, replaced by renaming. One process at a time.</summary>
/// <remarks>Every write is on the medium, name included, before the call returns. What is removed is overwritten first; what the
/// file system or a flash drive keeps elsewhere is beyond its reach.</remarks>
public sealed class FolderStore : IStore, IDisposable
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode RecordMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMay = ~FolderMode;
    private const string LockName = "lock";
    private const string NewSuffix = ".new";

    private readonly string _folder;
    private readonly FileStream _lock;

    // One caller at a time.
    private bool _isRefusing;

    private FolderStore(string folder, FileStream @lock)
    {
        _folder = folder;
        _lock = @lock;
    }

    /// <summary>Takes what the system says when it begins to refuse; set before use. The store itself only knows that a record was not
    /// written: whether the disk is full or the folder read-only is for the log.</summary>
    internal Action<string>? Refused { get; set; }

    /// <summary>Opens a folder, making it if it is not there. Null: <paramref name="problem"/>
    /// says why, and <paramref name="remedy"/> what to do.</summary>
    public static FolderStore? TryOpen(string folder, out string problem, out string remedy)
    {
        problem = "a store needs the file modes of Unix";
        remedy = "run the module on Linux";
        if (OperatingSystem.IsWindows()) return null;
        remedy = "name a folder that this user may write to, on a local file system";
        try
        {
            string path = Path.GetFullPath(folder);
            Directory.CreateDirectory(path, FolderMode);
            problem = "others than its owner may enter this folder";
            remedy = $"chmod 700 {path}";
            if ((File.GetUnixFileMode(path) & OthersMay) != 0) return null;
            remedy = "one module, one folder: is another one running?";
            FileStream @lock = Create(Path.Combine(path, LockName), FileMode.OpenOrCreate);
            problem = "";
            return new FolderStore(path, @lock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = e.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        byte[]? content = null;
        Try(() => content = File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null);
        return content;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] content)
    {
        return Change(() =>
        {
            string path = PathOf(name);
            Put(path + NewSuffix, FileMode.Create, content);
            File.Move(path + NewSuffix, path, overwrite: true);
        }) && FolderSync.Run(_folder);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content)
    {
        bool isNew = !File.Exists(PathOf(name));
        return Change(() => Put(PathOf(name), FileMode.Append, content)) && (!isNew || FolderSync.Run(_folder));
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        return Change(() =>
        {
            string path = PathOf(name);
            if (!File.Exists(path)) return;
            Put(path, FileMode.Open, new byte[new FileInfo(path).Length]);
            File.Delete(path);
        }) && FolderSync.Run(_folder);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows()) options.UnixCreateMode = RecordMode;
        return new FileStream(path, options);
    }

    private static void Put(string path, FileMode mode, byte[] content)
    {
        using FileStream file = Create(path, mode);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    // What goes on being refused is said once.
    private bool Change(Action act)
    {
        bool isDone = Try(act);
        _isRefusing = !isDone;
        return isDone;
    }

    private bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_isRefusing) Refused?.Invoke(e.Message);
            return false;
        }
    }
}
