using System.Collections;
using EdgeGuard.Core;

namespace EdgeGuard.Store.Tests;

/// <summary>A store in memory that does what it is told: <see cref="Damage"/> stands for the power cut.</summary>
internal sealed class MemoryStore : IStore
{
    private readonly Hashtable _records = new Hashtable();

    /// <summary>How many records there are on the medium.</summary>
    internal int Count
    {
        get { return _records.Count; }
    }

    public byte[]? Read(string name)
    {
        return _records.Contains(name) ? Copy((byte[])_records[name]!, 0) : null;
    }

    public bool Write(string name, byte[] content)
    {
        _records[name] = Copy(content, 0);
        return true;
    }

    public bool Append(string name, byte[] content)
    {
        byte[] before = _records.Contains(name) ? (byte[])_records[name]! : new byte[0];
        byte[] longer = Copy(before, content.Length);
        for (int i = 0; i < content.Length; i++) longer[before.Length + i] = content[i];
        _records[name] = longer;
        return true;
    }

    public bool Delete(string name)
    {
        _records.Remove(name);
        return true;
    }

    /// <summary>Changes the last byte of what the medium holds under a name.</summary>
    internal void Damage(string name)
    {
        var record = (byte[])_records[name]!;
        record[record.Length - 1] ^= 1;
    }

    /// <summary>The names of the medium's records.</summary>
    internal string[] Names()
    {
        var names = new string[_records.Count];
        int count = 0;
        foreach (object key in _records.Keys) names[count++] = (string)key;
        return names;
    }

    private static byte[] Copy(byte[] bytes, int more)
    {
        var copy = new byte[bytes.Length + more];
        for (int i = 0; i < bytes.Length; i++) copy[i] = bytes[i];
        return copy;
    }
}
