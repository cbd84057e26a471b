using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What a module said that it consists of, on <c>inventory</c>. Immutable.</summary>
/// <param name="Software">Its version.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Plc">Where its PLC is, as set.</param>
/// <param name="StartedBecause">Why it started again; empty where it did not say.</param>
/// <param name="Listeners">The ways in.</param>
/// <param name="Units">The units behind it, by their ids; none where it does not tell.</param>
public sealed record InventoryReport(
    string Software, string Platform, string Plc, string StartedBecause, IReadOnlyList<ListenerReport> Listeners,
    IReadOnlyList<UnitReport> Units)
{
    /// <summary>Whether somewhere clients are believed without proof.</summary>
    public bool IsUnsafe => Listeners.Any(listener => listener.IsUnsafe);

    /// <summary>Reads a message. Null: <paramref name="problem"/> says why.</summary>
    public static InventoryReport? Read(byte[] bytes, out string problem)
    {
        StrictJson? json = StrictJson.Parse(bytes, out problem);
        if (json == null) return null;
        string because = json.Has("startedBecause") ? json.Text("startedBecause") : "";
        ListenerReport[] listeners = [.. json.Objects("listeners").Select(Listener)];
        UnitReport[] units = json.Has("units") ? [.. json.Objects("units").Select(UnitReport.Read)] : [];
        var report = new InventoryReport(json.Text("software"), json.Text("platform"), json.Text("plc"), because, listeners, units);
        problem = json.Problem;
        if (problem.Length == 0 && !Ascends(units)) problem = "units that do not ascend";
        return problem.Length == 0 ? report : null;
    }

    private static bool Ascends(UnitReport[] units) => units.Zip(units.Skip(1)).All(pair => pair.First.Unit < pair.Second.Unit);

    private static ListenerReport Listener(StrictJson json) =>
        new(json.Text("transport"), json.Text("address"), json.Flag("unsafe"), json.Text("roles"));
}
