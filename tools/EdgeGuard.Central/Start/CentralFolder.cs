using System;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>The folder that holds all that the console keeps: for its owner alone.</summary>
/// <remarks><c>archive/</c> what modules told, <c>ca/</c> the console's own CA, <c>seal-keys/</c> the keys that verify seals,
/// <c>policies/</c> policies that are known here, <c>web-keys/</c> what signs cookies, <c>people.db</c> accounts and the audit log,
/// <c>audit.*</c> what belongs to that, <c>alerts.db</c> alerts, <c>policy-texts.db</c> the
/// policies that modules told, <c>polls.db</c> who asks what of whom, <c>retention.conf</c> how much is kept where a page said
/// so.</remarks>
public sealed class CentralFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private CentralFolder(string path) => Path = path;

    /// <summary>Where it is unless named.</summary>
    public static string Default => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "edgeguard-central");

    public string Path { get; }

    public string Archive => System.IO.Path.Combine(Path, "archive");

    public string Ca => System.IO.Path.Combine(Path, "ca");

    public string SealKeys => System.IO.Path.Combine(Path, "seal-keys");

    public string Policies => System.IO.Path.Combine(Path, "policies");

    public string WebKeys => System.IO.Path.Combine(Path, "web-keys");

    public string People => System.IO.Path.Combine(Path, "people.db");

    /// <summary>Opens it; makes what is not there.</summary>
    /// <exception cref="CentralException">It cannot be made, or others may read it.</exception>
    public static CentralFolder Open(string path)
    {
        var folder = new CentralFolder(System.IO.Path.GetFullPath(path));
        try
        {
            string[] parts = [folder.Path, folder.Archive, folder.Ca, folder.SealKeys, folder.Policies, folder.WebKeys];
            foreach (string part in parts) Make(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CentralException($"cannot make {folder.Path}: {e.Message}", "name a folder that you may write to with --data");
        }
        bool isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder.Path) & ~OwnerOnly) != 0;
        if (isOpen) throw new CentralException($"others may read {folder.Path}", $"chmod 700 {folder.Path}");
        return folder;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }
}
