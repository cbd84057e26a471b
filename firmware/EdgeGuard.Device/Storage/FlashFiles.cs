using System.IO;

namespace EdgeGuard.Device;

/// <summary>The interpreter's file system: littlefs, which keeps a file as it was until the new one is closed.</summary>
internal sealed class FlashFiles : IFlashFiles
{
    /// <inheritdoc/>
    public bool Exists(string path)
    {
        return File.Exists(path);
    }

    /// <inheritdoc/>
    public byte[] Read(string path)
    {
        return File.ReadAllBytes(path);
    }

    /// <inheritdoc/>
    public void Write(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
    }

    /// <inheritdoc/>
    public void Append(string path, byte[] content)
    {
        using FileStream file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(content, 0, content.Length);
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Move(string from, string to)
    {
        File.Move(from, to);
    }
}
