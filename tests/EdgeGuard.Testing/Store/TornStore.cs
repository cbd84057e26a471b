using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing.Store;

/// <summary>A store in memory whose power is cut in a write of the test's
/// choice. What is left can be opened again, as after a restart.</summary>
public sealed class TornStore : IStore
{
    private readonly Dictionary<string, byte[]> _records = [];
    private bool _isDead;

    /// <summary>The write, counted from 0, in which the power is cut; -1: never.</summary>
    public int CutAt { get; set; } = -1;

    /// <summary>What the cut leaves of that write.</summary>
    public Tear Tear { get; set; }

    /// <summary>The write, counted from 0, from which on the medium refuses; -1: never.</summary>
    public int RefuseFrom { get; set; } = -1;

    /// <summary>Writes, additions and removals so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Names of the records that there are.</summary>
    public IEnumerable<string> Names => _records.Keys;

    /// <summary>What is on the medium now, in a store whose power stays.</summary>
    public TornStore Restart()
    {
        var again = new TornStore();
        foreach ((string name, byte[] content) in _records) again._records[name] = (byte[])content.Clone();
        return again;
    }

    /// <summary>Overwrites a record behind the product's back.</summary>
    public void Damage(string name, byte[] content) => _records[name] = content;

    public byte[]? Read(string name)
    {
        if (_isDead) throw new PowerCutException();
        return _records.TryGetValue(name, out byte[]? content) ? (byte[])content.Clone() : null;
    }

    public bool Write(string name, byte[] content) => Step(name, [], (byte[])content.Clone());

    public bool Append(string name, byte[] content) => Step(name, _records.GetValueOrDefault(name, []), (byte[])content.Clone());

    public bool Delete(string name) => Step(name, [], null);

    // What is kept stands before the content, and no cut touches it.
    private bool Step(string name, byte[] kept, byte[]? content)
    {
        if (_isDead) throw new PowerCutException();
        int write = Writes++;
        if (RefuseFrom >= 0 && write >= RefuseFrom) return false;
        if (write == CutAt)
        {
            _isDead = true;
            content = kept.Length > 0 ? Torn([], content) : Torn(_records.GetValueOrDefault(name), content);
        }
        if (content == null) _records.Remove(name);
        else _records[name] = [.. kept, .. content];
        return !_isDead ? true : throw new PowerCutException();
    }

    private byte[]? Torn(byte[]? before, byte[]? after)
    {
        if (Tear == Tear.Before) return before;
        if (Tear == Tear.After || after == null || after.Length == 0) return after;
        return Tear switch
        {
            Tear.Half => after[..(after.Length / 2)],
            Tear.AllButOne => after[..^1],
            Tear.Erased => Erased(after.Length),
            _ => Mixed(before ?? [], after),
        };
    }

    private static byte[] Erased(int length)
    {
        var erased = new byte[length];
        Array.Fill(erased, (byte)0xFF);
        return erased;
    }

    private static byte[] Mixed(byte[] before, byte[] after)
    {
        int half = after.Length / 2;
        return before.Length > half ? [.. after[..half], .. before[half..]] : after[..half];
    }
}
