namespace EdgeGuard.Device;

/// <summary>The few things that a store asks of a file system. Each throws whatever
/// the file system throws; each is on the medium when it returns.</summary>
internal interface IFlashFiles
{
    bool Exists(string path);

    byte[] Read(string path);

    /// <summary>Makes a file, or replaces what it holds.</summary>
    void Write(string path, byte[] content);

    /// <summary>Adds to the end of a file, or makes it.</summary>
    void Append(string path, byte[] content);

    void Delete(string path);

    /// <summary>Renames a file. There must be none of the new name: the library refuses to replace one.</summary>
    void Move(string from, string to);
}
