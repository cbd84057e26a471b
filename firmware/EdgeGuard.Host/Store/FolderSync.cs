using System.Runtime.InteropServices;
using System.Text;

namespace EdgeGuard.Host;

/// <summary>Makes names in a folder outlast a power cut. .NET writes files
/// through, but has no call for the folder that names them.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>False: the system refused.</summary>
    internal static bool Run(string folder)
    {
        int handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle < 0) return false;
        bool isDone = Sync(handle) == 0;
        return Close(handle) == 0 && isDone;
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
