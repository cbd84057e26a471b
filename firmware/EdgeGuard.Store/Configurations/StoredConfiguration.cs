using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Settings and policy as typed, and who committed them when. Immutable.</summary>
public sealed class StoredConfiguration
{
    /// <summary>What is in force when nothing is: no settings, no policy, everything refused.</summary>
    public static readonly StoredConfiguration None = new StoredConfiguration(0, "", "", "", 0);

    private const byte Version = 1;
    private const int MaxName = 64;

    public StoredConfiguration(int generation, string settings, string policy, string by, long utc)
    {
        Generation = generation;
        Settings = settings;
        Policy = policy;
        By = by;
        Utc = utc;
    }

    /// <summary>Number of the commit, from 1; 0: nothing was ever committed.</summary>
    public int Generation { get; }

    /// <summary>The settings text.</summary>
    public string Settings { get; }

    /// <summary>The policy text.</summary>
    public string Policy { get; }

    /// <summary>Name of the account that committed it.</summary>
    public string By { get; }

    /// <summary>When, milliseconds since 1970; 0 where the clock was unset.</summary>
    public long Utc { get; }

    /// <summary>What is stored, for whoever needs a value of it before <see cref="Configurations"/> is made;
    /// None where there is nothing whole.</summary>
    public static StoredConfiguration Load(RecordStore records)
    {
        byte[]? content = records.Read(RecordName.Configuration);
        StoredConfiguration? stored = content == null ? null : FromBytes(content);
        return stored == null ? None : stored;
    }

    internal byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Version);
        writer.Int(Generation);
        writer.Long(Utc);
        writer.Text(By);
        writer.Text(Settings);
        writer.Text(Policy);
        return writer.Take();
    }

    /// <summary>Null when the bytes are no configuration.</summary>
    internal static StoredConfiguration? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        int generation = reader.Int();
        long utc = reader.Long();
        string by = reader.Text(MaxName);
        string settings = reader.Text(RecordFormat.MaxContent);
        string policy = reader.Text(RecordFormat.MaxContent);
        bool isSound = reader.IsWhole && generation > 0 && utc >= 0;
        return isSound ? new StoredConfiguration(generation, settings, policy, by, utc) : null;
    }
}
