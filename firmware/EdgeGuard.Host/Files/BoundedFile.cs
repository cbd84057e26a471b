using System.IO;

namespace EdgeGuard.Host;

/// <summary>Reads files that a person has named and may have named wrongly: a disk image, a device without an end.</summary>
internal static class BoundedFile
{
    /// <summary>The whole file; null when it is larger.</summary>
    /// <exception cref="IOException">It cannot be read; and what else <see cref="File.OpenRead"/> throws.</exception>
    public static byte[]? Read(string path, int largest)
    {
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        // Not by its length: what is no ordinary file has none.
        for (int got = file.Read(buffer); got > 0; got = file.Read(buffer))
        {
            content.Write(buffer, 0, got);
            if (content.Length > largest) return null;
        }
        return content.ToArray();
    }
}
