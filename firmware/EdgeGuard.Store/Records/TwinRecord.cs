using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>A record kept as two generations: a change writes the older copy, so that one whole copy is there at any moment.</summary>
/// <remarks>After a power cut at any write it reads as before the change or as after it. Not thread-safe.</remarks>
public sealed class TwinRecord
{
    private readonly IStore _store;
    private readonly string _name;

    public TwinRecord(IStore store, string name)
    {
        _store = store;
        _name = name;
    }

    /// <summary>The content of the newer whole copy; null without one.</summary>
    public byte[]? Read(out RecordHealth health)
    {
        TwinCopy first = Copy(0);
        TwinCopy second = Copy(1);
        TwinCopy newer = Newer(first, second);
        bool isDamaged = first.IsDamaged || second.IsDamaged;
        if (newer.Content == null) health = isDamaged ? RecordHealth.Lost : RecordHealth.Absent;
        else health = isDamaged ? RecordHealth.OneCopy : RecordHealth.Whole;
        return newer.Content;
    }

    /// <summary>The content before the last change; null when it is not there any more.</summary>
    public byte[]? ReadPrevious()
    {
        TwinCopy first = Copy(0);
        TwinCopy second = Copy(1);
        if (first.Content == null || second.Content == null) return null;
        return Newer(first, second) == first ? second.Content : first.Content;
    }

    /// <summary>Replaces the content. Writing what is there already changes
    /// nothing. False: the medium refused, and the old one is there.</summary>
    public bool Write(byte[] content)
    {
        TwinCopy first = Copy(0);
        TwinCopy second = Copy(1);
        TwinCopy newer = Newer(first, second);
        if (newer.Content != null && ByteArrays.Equal(newer.Content, content)) return true;
        int into = newer.Generation > 0 && newer == first ? 1 : 0;
        return _store.Write(CopyName(into), RecordFormat.Write(_name, newer.Generation + 1, content));
    }

    /// <summary>Removes it. True when there is none afterwards.</summary>
    public bool Delete()
    {
        // The older one first: a power cut between the two must not bring it back.
        bool isFirstNewer = Newer(Copy(0), Copy(1)).Index == 0;
        return _store.Delete(CopyName(isFirstNewer ? 1 : 0)) && _store.Delete(CopyName(isFirstNewer ? 0 : 1));
    }

    private static TwinCopy Newer(TwinCopy first, TwinCopy second)
    {
        return second.Generation > first.Generation ? second : first;
    }

    private TwinCopy Copy(int index)
    {
        byte[]? record = _store.Read(CopyName(index));
        if (record == null) return new TwinCopy(index, null, 0, false);
        byte[]? content = RecordFormat.Read(_name, record, out int generation);
        return new TwinCopy(index, content, generation, content == null);
    }

    private string CopyName(int index)
    {
        return index == 0 ? _name + ".a" : _name + ".b";
    }
}
