using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>A unit behind a module, as its clients' requests found it, and what it says of itself. Immutable.</summary>
/// <param name="Unit">Its id, 0 to 255.</param>
/// <param name="State">As the module tells it: one of the states of <see cref="UnitStatus"/>, or a later one.</param>
/// <param name="FirstSeen">UTC milliseconds; 0: not known.</param>
/// <param name="LastSeen">UTC milliseconds; 0: not known.</param>
/// <param name="ToldAt">UTC milliseconds at which it last said something of itself; 0: never, or not known.</param>
/// <param name="Texts">By <see cref="DeviceObject"/>; empty for what it did not say.</param>
/// <param name="ServerId">Its answer to 17, hex; empty where nobody asked.</param>
public sealed record UnitReport(
    int Unit, string State, long FirstSeen, long LastSeen, long ToldAt, IReadOnlyList<string> Texts, string ServerId)
{
    private const long MostUtc = 1L << 53;

    /// <summary>What it is, in a line: what it says of itself, without what it left empty.</summary>
    public string Said => string.Join(", ", Texts.Where(text => text.Length > 0));

    internal static UnitReport Read(StrictJson json)
    {
        string[] texts = [.. Enumerable.Range(0, DeviceObject.Count).Select(id => Optional(json, DeviceObject.Name(id)))];
        return new UnitReport(
            (int)json.Number("unit", 0, 255), json.Text("state"), json.Number("firstSeen", 0, MostUtc), json.Number("lastSeen", 0, MostUtc),
            json.Has("toldAt") ? json.Number("toldAt", 0, MostUtc) : 0, texts, Optional(json, "serverId"));
    }

    private static string Optional(StrictJson json, string name) => json.Has(name) ? json.Text(name) : "";
}
