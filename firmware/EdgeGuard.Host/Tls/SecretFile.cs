using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace EdgeGuard.Host.Tls;

/// <summary>Reads files that nobody but their owner may read. Their content never goes into a message. Never throws.</summary>
internal static class SecretFile
{
    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The whole file. Given also when others may read it, which is a problem, so that the caller finds the rest as well.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it holds, for the message.</param>
    /// <param name="problems">Is given a line for each problem.</param>
    internal static byte[]? Read(string path, string what, IList<FileProblem> problems)
    {
        byte[]? file = PemFiles.Read(path, problems);
        if (file != null && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMay) != 0)
            problems.Add(new FileProblem(path, $"others than its owner may use this {what}", $"chmod 600 {path}"));
        return file;
    }

    /// <summary>The password that is the first line of a file.</summary>
    internal static byte[]? Password(string path, IList<FileProblem> problems)
    {
        byte[]? file = Read(path, "password", problems);
        if (file == null)
            return null;
        int end = file.AsSpan().IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? file : file.AsSpan(0, end);
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        if (line.Length > 0)
            return line.ToArray();
        problems.Add(new FileProblem(path, "its first line is empty, so there is no password", "write the password as the first line"));
        return null;
    }
}
