using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EdgeGuard.Hardware.Tests;

/// <summary>KiCad's check of a board, all severities, and of the schematic against it.</summary>
internal static class DesignRuleCheck
{
    private static readonly string[] Kinds = ["violations", "unconnected_items", "schematic_parity"];

    /// <summary>What it says of a project's board, one line a fault.</summary>
    internal static string Of(string folder)
    {
        string file = Path.GetTempFileName();
        Run run = Run.Of(
            Schematics.Kicad, folder, "pcb", "drc", "--severity-all", "--schematic-parity", "--format", "json", "-o", file,
            "edgeguard.kicad_pcb");
        Assert.AreEqual(0, run.ExitCode, run.Output);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(file));
        File.Delete(file);
        return string.Join('\n', Kinds.SelectMany(kind => Lines(report.RootElement.GetProperty(kind))));
    }

    /// <summary>What it says of a copy of the committed board that was changed.</summary>
    internal static string OfChanged(Func<BoardText, BoardText> change)
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-board").FullName;
        foreach (string path in Directory.GetFiles(Folders.Board)) File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        string board = Path.Combine(folder, Path.GetFileName(BoardFile.Location));
        File.WriteAllText(board, change(new BoardText(File.ReadAllText(board))).Text);
        string said = Of(folder);
        Directory.Delete(folder, true);
        return said;
    }

    private static IEnumerable<string> Lines(JsonElement faults)
    {
        return faults.EnumerateArray().Select(fault => Said(fault) + ": "
            + string.Join(", ", fault.GetProperty("items").EnumerateArray().Select(Said)));
    }

    private static string? Said(JsonElement item)
    {
        return item.GetProperty("description").GetString();
    }
}
