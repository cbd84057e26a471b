using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeGuard.Host;

/// <summary>The files that name users and groups by their numbers: <c>name:password:number:…</c> a line.</summary>
internal static class NameFile
{
    internal const string Users = "/etc/passwd";
    internal const string Groups = "/etc/group";

    /// <summary>The name of a number; null when the file has none or cannot be read.</summary>
    internal static string? Name(string file, uint number)
    {
        try
        {
            string wanted = number.ToString(CultureInfo.InvariantCulture);
            return File.ReadLines(file).Select(line => line.Split(':')).FirstOrDefault(entry => entry.Length > 2 && entry[2] == wanted)?[0];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
