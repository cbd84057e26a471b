using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Versioning;
using System.Text;

namespace EdgeGuard.Host;

/// <summary>Reads files that nobody but their owner may read. Their content never goes into a message. Never throws.</summary>
internal static class SecretFile
{
    /// <summary>Names the folder into which systemd puts what a service was given by LoadCredential (systemd.exec(5)).</summary>
    internal const string HandedOverIn = "CREDENTIALS_DIRECTORY";

    private const UnixFileMode AnybodyMay = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode GroupMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>The whole file. Given also when others may read it, which
    /// is a problem, so that the caller finds the rest as well.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it holds, for the message.</param>
    /// <param name="problems">Is given a line for each problem.</param>
    internal static byte[]? Read(string path, string what, IList<FileProblem> problems)
    {
        byte[]? file = PemFiles.Read(path, problems);
        if (file != null && !OperatingSystem.IsWindows() && !IsPrivate(path))
        {
            problems.Add(new FileProblem(path, $"others than its owner may use this {what}", Remedy(path, FileRights.MayChangeMode(path))));
        }
        return file;
    }

    /// <summary>The password that is the first line of a file.</summary>
    internal static byte[]? Password(string path, IList<FileProblem> problems) =>
        Password(CredentialSource.Secret(path, "password"), problems);

    /// <summary>The password that is the first line of a source.</summary>
    internal static byte[]? Password(CredentialSource source, IList<FileProblem> problems)
    {
        byte[]? file = source.Read(problems);
        if (file == null) return null;
        int end = file.AsSpan().IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? file : file.AsSpan(0, end);
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith(Encoding.UTF8.Preamble)) line = line[Encoding.UTF8.Preamble.Length..];
        if (line.Length > 0) return line.ToArray();
        const string Message = "its first line is empty, so there is no password";
        problems.Add(new FileProblem(source.Place, Message, "write the password as the first line"));
        return null;
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsPrivate(string path)
    {
        try
        {
            return (File.GetUnixFileMode(path) & (AnybodyMay | GroupMay)) == 0 || IsHandedOver(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went away, or is not to be looked at: then nobody can say that it is private.
            return false;
        }
    }

    // systemd grants its service the file, and the folder, by an access list, which looks like rights of the group. Nobody else gets into
    // the folder, and what is in it nobody may change.
    [UnsupportedOSPlatform("windows")]
    private static bool IsHandedOver(string path)
    {
        string? folder = Environment.GetEnvironmentVariable(HandedOverIn);
        if (string.IsNullOrEmpty(folder)) return false;
        string file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        string real = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        const UnixFileMode Wrong = AnybodyMay | UnixFileMode.GroupWrite;
        return Path.GetDirectoryName(file) == Path.TrimEndingDirectorySeparator(real)
            && (File.GetUnixFileMode(real) & Wrong) == 0 && (File.GetUnixFileMode(file) & Wrong) == 0;
    }

    // What cannot be done here must not be the advice: files of root that
    // a group shares (ssl-cert), read-only mounts (secrets of Kubernetes).
    internal static string Remedy(string path, bool mayChangeMode)
    {
        return mayChangeMode
            ? "chmod 600 " + path
            : $"its mode cannot be changed from here: give the program a copy of its own (install -m 600 -o USER {path} COPY); "
                + "systemd: LoadCredential=; Kubernetes: defaultMode 0400, or an init container that makes the copy";
    }
}
