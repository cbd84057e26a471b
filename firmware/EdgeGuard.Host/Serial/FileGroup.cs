namespace EdgeGuard.Host;

/// <summary>The group that a file belongs to.</summary>
internal static class FileGroup
{
    private const int WorkingFolder = -100;
    private const uint GroupWanted = 0x10;

    /// <summary>Its name; null when it cannot be known, or is root's.</summary>
    internal static string? Of(string path)
    {
        var status = default(SystemCalls.FileStatus);
        if (SystemCalls.Status(WorkingFolder, path, 0, GroupWanted, ref status) != 0 || status.Group == 0) return null;
        return NameFile.Name(NameFile.Groups, status.Group);
    }
}
