using System.Collections.Generic;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Device.Tests.Storage;

/// <summary>littlefs in memory, whose power is cut before or after a change of the test's choice: a file is the old one or the new one, but
/// for one that is made, which may be left empty.</summary>
internal sealed class CutFiles : IFlashFiles
{
    private readonly Dictionary<string, byte[]> _files;
    private bool _isDead;

    internal CutFiles()
        : this([])
    {
    }

    private CutFiles(Dictionary<string, byte[]> files)
    {
        _files = files;
    }

    /// <summary>The change, counted from 0, at which the power is cut; -1: never.</summary>
    internal int CutAt { get; set; } = -1;

    /// <summary>Whether the change is on the medium when the power goes; otherwise a file that it makes is there and empty.</summary>
    internal bool CutsAfter { get; set; }

    internal int Changes { get; private set; }

    internal IEnumerable<string> Names
    {
        get { return _files.Keys; }
    }

    /// <summary>What is on the medium, with the power on again.</summary>
    internal CutFiles Restart()
    {
        return new CutFiles(new Dictionary<string, byte[]>(_files));
    }

    public bool Exists(string path)
    {
        Check();
        return _files.ContainsKey(path);
    }

    public byte[] Read(string path)
    {
        Check();
        return _files[path];
    }

    public void Write(string path, byte[] content)
    {
        Change(() => _files[path] = content, path);
    }

    public void Append(string path, byte[] content)
    {
        Change(() => _files[path] = [.. _files.GetValueOrDefault(path, []), .. content], path);
    }

    public void Delete(string path)
    {
        Change(() => Assert.IsTrue(_files.Remove(path)), null);
    }

    public void Move(string from, string to)
    {
        Change(
            () =>
            {
                _files.Add(to, _files[from]);
                _files.Remove(from);
            },
            null);
    }

    private void Change(System.Action change, string? made)
    {
        Check();
        bool isCut = Changes++ == CutAt;
        if (!isCut || CutsAfter) change();
        else if (made != null) _files.TryAdd(made, []);
        _isDead = isCut;
        Check();
    }

    private void Check()
    {
        if (_isDead) throw new PowerCutException();
    }
}
