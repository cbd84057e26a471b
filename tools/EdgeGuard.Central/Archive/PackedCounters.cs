using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Counters as they are kept: of each that differs from the row before its number and by how much, seven bits a byte.</summary>
/// <remarks>A row begins with 0 where it has all, or 1 where it continues the row before of the same module and start. Then start, uptime
/// and UTC, and the counters as pairs.</remarks>
internal static class PackedCounters
{
    private const byte Whole = 0;
    private const byte Continued = 1;

    /// <summary>Packs one message.</summary>
    /// <param name="metrics">The message.</param>
    /// <param name="before">The message of the row before; null for none, and where its start is another.</param>
    /// <param name="numberOf">The number that stands for a name in this file.</param>
    internal static byte[] Pack(MetricsReport metrics, MetricsReport? before, Func<string, long> numberOf)
    {
        bool isContinued = before != null && before.Boot == metrics.Boot && before.Counters.Keys.All(metrics.Counters.ContainsKey);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(isContinued ? Continued : Whole);
        writer.Write7BitEncodedInt(metrics.Boot);
        writer.Write7BitEncodedInt64(metrics.UptimeMs);
        writer.Write7BitEncodedInt64(metrics.Utc);
        foreach ((string name, long value) in metrics.Counters)
        {
            long old = 0;
            bool isKnown = isContinued && before!.Counters.TryGetValue(name, out old);
            if (isKnown && old == value) continue;
            writer.Write7BitEncodedInt64(numberOf(name));
            // Counters wrap at 32 bits, and so does what is added.
            writer.Write7BitEncodedInt64((value - old) & uint.MaxValue);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote. Null: it is damaged, or continues what is not there.</summary>
    internal static MetricsReport? Unpack(byte[] packed, MetricsReport? before, IReadOnlyDictionary<long, string> names)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
            bool isContinued = reader.ReadByte() == Continued;
            if (isContinued && before == null) return null;
            Dictionary<string, long> counters = isContinued ? new Dictionary<string, long>(before!.Counters) : [];
            int boot = reader.Read7BitEncodedInt();
            long uptime = reader.Read7BitEncodedInt64();
            long utc = reader.Read7BitEncodedInt64();
            while (reader.BaseStream.Position < packed.Length)
            {
                if (!names.TryGetValue(reader.Read7BitEncodedInt64(), out string? name)) return null;
                counters[name] = (counters.GetValueOrDefault(name) + reader.Read7BitEncodedInt64()) & uint.MaxValue;
            }
            return new MetricsReport(boot, uptime, utc, counters);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            return null;
        }
    }
}
