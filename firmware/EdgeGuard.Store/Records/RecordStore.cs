using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>All that a module keeps, as records that are whole at any moment, alone and in groups. Any thread.</summary>
/// <remarks>
/// One record is two copies (<see cref="TwinRecord"/>). A group is first written down whole (the journal), then made record by
/// record, then struck out; what a power cut interrupts is finished by the next start. So a group is made or not made, never half.
/// </remarks>
public sealed class RecordStore
{
    private readonly IStore _store;
    private readonly TwinRecord _journal;

    // The store takes one caller at a time.
    private readonly object _lock = new object();

    /// <summary>Opens a store, and finishes what a power cut interrupted.</summary>
    public RecordStore(IStore store)
    {
        _store = store;
        _journal = new TwinRecord(store, RecordName.Journal);
        FinishJournal();
    }

    /// <summary>The content of a record, or null.</summary>
    public byte[]? Read(string name, out RecordHealth health)
    {
        lock (_lock) return new TwinRecord(_store, name).Read(out health);
    }

    /// <summary>The content of a record, or null.</summary>
    public byte[]? Read(string name)
    {
        return Read(name, out _);
    }

    /// <summary>The content before the last change, or null.</summary>
    public byte[]? ReadPrevious(string name)
    {
        lock (_lock) return new TwinRecord(_store, name).ReadPrevious();
    }

    /// <summary>Whether there is such a record.</summary>
    public bool Has(string name)
    {
        return Read(name) != null;
    }

    /// <summary>Replaces one record. False: the medium refused, and the old one is there.</summary>
    public bool Write(string name, byte[] content)
    {
        return Make(new StoreChanges().Write(name, content));
    }

    /// <summary>Makes changes, all or none. False: the medium refused, and nothing has changed.</summary>
    public bool Make(StoreChanges changes)
    {
        lock (_lock)
        {
            // Unfinished changes would overwrite newer ones at the next start.
            if (!FinishJournal()) return false;
            if (changes.Count == 1 && changes.ContentAt(0) != null) return Make(changes, 0);
            if (!_journal.Write(changes.ToBytes())) return false;
            // From here on they are made: if the medium refuses now, the next change or start goes on.
            FinishJournal();
            return true;
        }
    }

    // True when nothing is left to finish. A damaged journal was never complete: nothing of it has been made.
    private bool FinishJournal()
    {
        byte[]? content = _journal.Read(out RecordHealth health);
        if (health == RecordHealth.Absent) return true;
        StoreChanges? changes = content == null ? null : StoreChanges.FromBytes(content);
        for (int i = 0; changes != null && i < changes.Count; i++)
        {
            if (!Make(changes, i)) return false;
        }
        return _journal.Delete();
    }

    private bool Make(StoreChanges changes, int index)
    {
        var record = new TwinRecord(_store, changes.NameAt(index));
        byte[]? content = changes.ContentAt(index);
        return content == null ? record.Delete() : record.Write(content);
    }
}
