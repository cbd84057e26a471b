using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>The last time that a module knew, for its next start: it cannot be earlier then.</summary>
public static class ClockFloor
{
    /// <summary>UTC milliseconds; 0 when none is stored.</summary>
    public static long Load(RecordStore records)
    {
        byte[]? content = records.Read(RecordName.Clock);
        if (content == null) return 0;
        var reader = new ByteReader(content);
        long utc = reader.Long();
        return reader.IsWhole && utc > 0 ? utc : 0;
    }

    /// <summary>Stores a time. False: the medium refused.</summary>
    public static bool Save(RecordStore records, long utc)
    {
        var writer = new ByteWriter();
        writer.Long(utc);
        return records.Write(RecordName.Clock, writer.Take());
    }
}
