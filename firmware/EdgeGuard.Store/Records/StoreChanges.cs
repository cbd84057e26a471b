using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Changes of several records that belong together: all of them come into effect, or none. Built and used by one thread.</summary>
public sealed class StoreChanges
{
    /// <summary>Most changes at once: one for each record that there is.</summary>
    public const int Max = 32;

    private readonly string[] _names = new string[Max];
    private readonly byte[]?[] _contents = new byte[]?[Max];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Replaces a record.</summary>
    public StoreChanges Write(string name, byte[] content)
    {
        _names[Count] = name;
        _contents[Count++] = content;
        return this;
    }

    /// <summary>Removes a record.</summary>
    public StoreChanges Delete(string name)
    {
        _names[Count] = name;
        _contents[Count++] = null;
        return this;
    }

    internal string NameAt(int index)
    {
        return _names[index];
    }

    /// <summary>Null: the record is removed.</summary>
    internal byte[]? ContentAt(int index)
    {
        return _contents[index];
    }

    internal byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Count);
        for (int i = 0; i < Count; i++)
        {
            byte[]? content = _contents[i];
            writer.Text(_names[i]);
            writer.Byte(content == null ? 0 : 1);
            if (content != null) writer.Bytes(content);
        }
        return writer.Take();
    }

    /// <summary>Null when the bytes are no changes.</summary>
    internal static StoreChanges? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        var changes = new StoreChanges();
        int count = reader.Byte();
        if (count > Max) return null;
        for (int i = 0; i < count && reader.IsSound; i++)
        {
            string name = reader.Text(RecordName.MaxLength);
            int isWrite = reader.Byte();
            if (isWrite > 1 || !RecordName.IsName(name)) reader.Fail();
            else if (isWrite == 1) changes.Write(name, reader.Bytes(RecordFormat.MaxContent));
            else changes.Delete(name);
        }
        return reader.IsWhole ? changes : null;
    }
}
