using System;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>Records as files in the flash, replaced by a new file and a rename.</summary>
/// <remarks>
/// The library cannot rename over a file, so there is a moment in which the old one is gone and the new one has its other name still: a
/// record is then read from there, and the next change finishes the rename. What is removed is not overwritten: flash writes elsewhere.
/// </remarks>
public sealed class FlashStore : IStore
{
    // No record's name may begin so.
    private const string NewPrefix = "~";

    private readonly string _folder;
    private readonly IFlashFiles _files;

    /// <param name="folder">Where the files are, with the separator at its end: <c>I:\</c> is the flash of the ESP32.</param>
    public FlashStore(string folder)
        : this(folder, new FlashFiles())
    {
    }

    internal FlashStore(string folder, IFlashFiles files)
    {
        _folder = folder;
        _files = files;
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        try
        {
            if (_files.Exists(_folder + name)) return _files.Read(_folder + name);
            return _files.Exists(_folder + NewPrefix + name) ? _files.Read(_folder + NewPrefix + name) : null;
        }
        catch (Exception)
        {
            // Whatever the driver throws: a record that cannot be read is null, and whoever needs it refuses.
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] content)
    {
        try
        {
            _files.Write(_folder + NewPrefix + name, content);
            if (_files.Exists(_folder + name)) _files.Delete(_folder + name);
            _files.Move(_folder + NewPrefix + name, _folder + name);
            return true;
        }
        catch (Exception)
        {
            // As for reading: the medium refused, which the caller reports.
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] content)
    {
        try
        {
            bool isAmidRename = !_files.Exists(_folder + name) && _files.Exists(_folder + NewPrefix + name);
            if (isAmidRename) _files.Move(_folder + NewPrefix + name, _folder + name);
            _files.Append(_folder + name, content);
            return true;
        }
        catch (Exception)
        {
            // As for writing.
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        try
        {
            // What an earlier cut left behind goes first: it must not come up in the record's place.
            if (_files.Exists(_folder + NewPrefix + name)) _files.Delete(_folder + NewPrefix + name);
            if (_files.Exists(_folder + name)) _files.Delete(_folder + name);
            return true;
        }
        catch (Exception)
        {
            // As for writing.
            return false;
        }
    }
}
