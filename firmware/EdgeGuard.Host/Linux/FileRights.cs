using System.Runtime.InteropServices;

namespace EdgeGuard.Host;

/// <summary>What this process may do to a file.</summary>
internal static class FileRights
{
    private const int WorkingFolder = -100;
    private const int MayWrite = 2;
    private const uint UserWanted = 0x8;

    /// <summary>Whether chmod(2) would be let do its work: the file is this user's, and its file system can be written to.</summary>
    internal static bool MayChangeMode(string path)
    {
        var status = new SystemCalls.FileStatus();
        if (SystemCalls.Status(WorkingFolder, path, 0, UserWanted, ref status) != 0) return false;
        uint user = SystemCalls.EffectiveUser();
        bool isReadOnly = SystemCalls.Access(path, MayWrite) != 0 && Marshal.GetLastPInvokeError() == SystemCalls.ReadOnlyFileSystem;
        return (user == 0 || user == status.User) && !isReadOnly;
    }
}
