using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Numbers the starts of a module, from 1. A number is given once, whenever the power is cut.</summary>
public static class BootCounter
{
    /// <summary>The number of this start, stored before it is used; 0 when it could not be stored.</summary>
    public static int Next(RecordStore records)
    {
        byte[]? content = records.Read(RecordName.Boot);
        int last = content == null ? 0 : FromBytes(content);
        if (last == int.MaxValue) return 0;
        var writer = new ByteWriter();
        writer.Int(last + 1);
        return records.Write(RecordName.Boot, writer.Take()) ? last + 1 : 0;
    }

    /// <summary>0 when the bytes are no number of a start.</summary>
    internal static int FromBytes(byte[] content)
    {
        var reader = new ByteReader(content);
        int number = reader.Int();
        return reader.IsWhole && number > 0 ? number : 0;
    }
}
