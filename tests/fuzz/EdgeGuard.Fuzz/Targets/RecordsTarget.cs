using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any bytes on the medium are a record or none, and any content is something that writes itself as the same bytes again, or
/// nothing. The first byte says which reader they are for.</summary>
internal sealed class RecordsTarget : ITarget
{
    private const int Readers = 8;

    public string Name => "records";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds()
    {
        yield return [0, .. RecordFormat.Write("one", 3, "content"u8.ToArray())];
        yield return [1, .. new StoreChanges().Write("a", [1, 2]).Delete("b").ToBytes()];
        yield return [2, .. Book().ToBytes()];
        yield return [3, .. new StoredConfiguration(2, "site a\n", "edgeguard-policy 1\n", "anna", 5).ToBytes()];
        yield return [4, .. new TrialMark(2, "anna", "console").ToBytes()];
        yield return [5, .. new KeyedCertificate("key", "chain").ToBytes()];
        yield return [6, .. DeviceIdentity.Create(new SeededRandom(1))];
        yield return [7, 0, 0, 0, 9];
    }

    public void Run(byte[] input)
    {
        if (input.Length == 0) return;
        byte[] content = input[1..];
        byte[]? again = (input[0] % Readers) switch
        {
            0 => Record(content),
            1 => StoreChanges.FromBytes(content)?.ToBytes(),
            2 => AccountBook.FromBytes(content, 0)?.ToBytes(),
            3 => StoredConfiguration.FromBytes(content)?.ToBytes(),
            4 => TrialMark.FromBytes(content)?.ToBytes(),
            5 => KeyedCertificate.FromBytes(content)?.ToBytes(),
            6 => DeviceIdentity.FromBytes(content) is { } identity ? [content[0], .. identity.Stream, .. content[17..]] : null,
            _ => Boot(content),
        };
        Promise.Holds(again == null || again.AsSpan().SequenceEqual(content), "read and written again it is something else");
        Opens(content);
    }

    private static byte[]? Record(byte[] bytes)
    {
        byte[]? content = RecordFormat.Read("one", bytes, out int generation);
        return content == null ? null : RecordFormat.Write("one", generation, content);
    }

    private static byte[]? Boot(byte[] bytes)
    {
        int number = BootCounter.FromBytes(bytes);
        Promise.Holds(number >= 0, "a start before the first");
        return null;
    }

    // Whatever stands in the place of the journal, a store opens, and what is whole in it stays.
    private static void Opens(byte[] content)
    {
        var medium = new TornStore();
        new RecordStore(medium).Write("kept", [1]);
        medium.Damage("journal.a", RecordFormat.Write(RecordName.Journal, 1, content));
        StoreChanges? changes = StoreChanges.FromBytes(content);
        bool isNamed = changes != null && Enumerable.Range(0, changes.Count).Any(i => changes.NameAt(i) == "kept");
        Promise.Holds(isNamed || new RecordStore(medium).Has("kept"), "a record is gone that no change names");
    }

    private static AccountBook Book()
    {
        var book = new AccountBook(1, 2, 0);
        AccountEntry entry = book.Add(
            "anna", Core.AccountLevel.Technician, PasswordHash.Of("a password", 1, new LibraryHmac(), new SeededRandom(1)), 0);
        entry.Secret = Encoding.ASCII.GetBytes("12345678901234567890123456789012");
        return book;
    }
}
