namespace EdgeGuard.Store;

/// <summary>What is stored of a configuration on trial: that there was one, so that a restart can tell who lost what. Nothing of it comes
/// into force by this. Immutable.</summary>
internal sealed class TrialMark
{
    private const byte Version = 1;
    private const int MaxName = 64;

    internal TrialMark(int generation, string by, string address)
    {
        Generation = generation;
        By = by;
        Address = address;
    }

    internal int Generation { get; }

    internal string By { get; }

    internal string Address { get; }

    internal byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Version);
        writer.Int(Generation);
        writer.Text(By);
        writer.Text(Address);
        return writer.Take();
    }

    internal static TrialMark? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        var mark = new TrialMark(reader.Int(), reader.Text(MaxName), reader.Text(MaxName));
        return reader.IsWhole ? mark : null;
    }
}
