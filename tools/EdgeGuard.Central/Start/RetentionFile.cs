using System;
using System.Globalization;
using System.IO;

namespace EdgeGuard.Central;

/// <summary>How much is kept, as somebody set it on the page of settings: two lines in a file of the console's folder.</summary>
internal static class RetentionFile
{
    internal const string FileName = "retention.conf";

    private const string Days = "keep.days";
    private const string Gigabytes = "keep.gb";

    /// <summary>Reads it; null where nobody set anything.</summary>
    /// <exception cref="CentralException">It is not what this program wrote.</exception>
    internal static Retention? Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        string[] lines = File.ReadAllLines(path);
        Retention? kept = lines.Length == 2 ? Retention.Of(Number(lines[0], Days), Number(lines[1], Gigabytes)) : null;
        return kept ?? throw new CentralException(
            $"{path} is not as it was written", $"write '{Days} N' and '{Gigabytes} N' on two lines, or remove it");
    }

    /// <summary>Writes it: whole, or as it was.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Save(string folder, Retention kept)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Days} {kept.Days}\n{Gigabytes} {kept.Gigabytes}\n");
        OwnerFile.Write(Path.Combine(folder, FileName), System.Text.Encoding.ASCII.GetBytes(text), outlastsPowerCut: true);
    }

    // 0 for what is none.
    private static int Number(string line, string key) =>
        line.StartsWith(key + " ", StringComparison.Ordinal)
            && int.TryParse(line.AsSpan(key.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;
}
