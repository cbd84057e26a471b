using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>What a start finds where nothing is stored: a module from the production line, or one whose file system was made again because
/// it could not be read. Nothing on the board tells the two apart, so both are an event, and both refuse everything. Immutable.</summary>
internal sealed class FirstStart
{
    private const int ShowMs = 2_000;

    private FirstStart(bool isEmpty, bool hadLabel)
    {
        IsEmpty = isEmpty;
        HadLabel = hadLabel;
    }

    /// <summary>Whether nothing at all was stored.</summary>
    internal bool IsEmpty { get; }

    /// <summary>Whether there was a claim code.</summary>
    internal bool HadLabel { get; }

    /// <summary>Looks, and sees to it that there is a claim code. A new one is shown at
    /// the console, at this start alone. Once, before anything else is stored.</summary>
    internal static FirstStart Look(RecordStore records, IDeviceParts parts)
    {
        var found = new FirstStart(IsNothingIn(records), records.Has(RecordName.Label));
        if (found.HadLabel) return found;
        string code = ClaimCode.Create(parts.Random);
        string why = found.IsEmpty
            ? "Nothing is stored here, and nothing gets through."
            : "The claim code of this module is lost. What else is stored is in force.";
        // Shown before it is stored: a power cut in between makes another one, and shows that.
        Show("\r\n" + why + " Its new claim code, for its label:\r\n\r\n    " + code + "\r\n\r\n", parts);
        records.Write(RecordName.Label, Encoding.UTF8.GetBytes(code));
        return found;
    }

    /// <summary>Tells of what was found.</summary>
    internal void Tell(IEventSink events)
    {
        if (IsEmpty)
        {
            events.Add(new Event { Code = EventCode.StoreEmpty });
        }
        else if (!HadLabel)
        {
            events.Add(new Event { Code = EventCode.StoreDamaged, A = RecordName.Number(RecordName.Label), B = (int)RecordHealth.Lost });
        }
    }

    private static bool IsNothingIn(RecordStore records)
    {
        for (int i = 1; i < RecordName.Count; i++)
        {
            records.Read(RecordName.Of(i), out RecordHealth health);
            if (health != RecordHealth.Absent) return false;
        }
        return true;
    }

    private static void Show(string text, IDeviceParts parts)
    {
        ILink? link = parts.Console.Open(parts.Clock.Now);
        if (link == null) return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        link.Write(bytes, 0, bytes.Length, parts.Clock.Now + ShowMs);
        link.Close();
    }
}
