namespace EdgeGuard.Store;

/// <summary>What is stored of the isolation: whether the module is isolated, since when, and who said so. Immutable.</summary>
public sealed class IsolationMark
{
    private const byte Version = 1;
    private const int MaxName = 64;

    internal IsolationMark(bool isOn, string by, string address, long utc)
    {
        IsOn = isOn;
        By = by;
        Address = address;
        Utc = utc;
    }

    /// <summary>Whether the module is isolated.</summary>
    public bool IsOn { get; }

    /// <summary>Name of the account; empty where nobody has said so, or that cannot be read any more.</summary>
    public string By { get; }

    /// <summary>Which console.</summary>
    public string Address { get; }

    /// <summary>Milliseconds since 1970; 0 where the time was not known.</summary>
    public long Utc { get; }

    internal byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Version);
        writer.Byte(IsOn ? 1 : 0);
        writer.Text(By);
        writer.Text(Address);
        writer.Long(Utc);
        return writer.Take();
    }

    /// <summary>Null when the bytes are none.</summary>
    internal static IsolationMark? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        int isOn = reader.Byte();
        if (isOn > 1) reader.Fail();
        var mark = new IsolationMark(isOn == 1, reader.Text(MaxName), reader.Text(MaxName), reader.Long());
        return reader.IsWhole ? mark : null;
    }
}
