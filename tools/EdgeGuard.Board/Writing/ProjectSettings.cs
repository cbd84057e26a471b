using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Writing;

/// <summary>The project's file: net classes, which are the isolated sides, and what the fabricator can do. Millimetres.</summary>
internal static class ProjectSettings
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static string Write(string name, DomainList domains)
    {
        string[] sides = [.. domains.Nets.Values.Distinct().Order(System.StringComparer.Ordinal)];
        var root = new JsonObject
        {
            ["board"] = new JsonObject { ["design_settings"] = new JsonObject { ["rules"] = Rules(), ["rule_severities"] = Severities() } },
            ["meta"] = new JsonObject { ["filename"] = name + ".kicad_pro", ["version"] = 3 },
            ["net_settings"] = new JsonObject
            {
                ["classes"] = new JsonArray([Class("Default", int.MaxValue), .. sides.Select(Class)]),
                ["meta"] = new JsonObject { ["version"] = 4 },
                ["netclass_patterns"] = new JsonArray([.. domains.Nets.Select(Pattern)]),
            },
        };
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Rules()
    {
        return new JsonObject
        {
            ["min_clearance"] = 0.15,
            ["min_copper_edge_clearance"] = 0.3,
            ["min_hole_clearance"] = 0.25,
            ["min_hole_to_hole"] = 0.25,
            ["min_through_hole_diameter"] = 0.3,
            ["min_track_width"] = 0.15,
            ["min_via_annular_width"] = 0.1,
            ["min_via_diameter"] = 0.5,
            ["min_silk_clearance"] = 0.0,
        };
    }

    // The library's copies differ from the board's by the texts that the layout moves. Terminals and jacks reach over the edge, and their
    // outline is over their own pads: the fabricator clips what is printed.
    private static JsonObject Severities()
    {
        return new JsonObject
        {
            ["lib_footprint_mismatch"] = "ignore",
            ["silk_edge_clearance"] = "ignore",
            ["silk_over_copper"] = "ignore",
        };
    }

    private static JsonNode Class(string name, int priority)
    {
        return new JsonObject
        {
            ["name"] = name,
            ["priority"] = priority,
            ["clearance"] = 0.15,
            ["track_width"] = 0.2,
            ["via_diameter"] = 0.5,
            ["via_drill"] = 0.3,
        };
    }

    private static JsonNode Pattern(KeyValuePair<string, string> net)
    {
        return new JsonObject { ["netclass"] = net.Value, ["pattern"] = net.Key };
    }
}
