using System.IO;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Where the hardware's files are.</summary>
internal static class Folders
{
    internal static string Hardware { get; } = Path.Combine(WireVectorFolder.Checkout, "hardware");

    internal static string Board { get; } = Path.Combine(Hardware, "board");

    internal static string Parts { get; } = Path.Combine(Board, "parts.csv");

    internal static string Footprints { get; } = Path.Combine(Board, EdgeGuard.Board.Layout.FootprintList.File);

    internal static string Layout { get; } = Path.Combine(WireVectorFolder.Checkout, "tools", "EdgeGuard.Board", "Kicad", "layout.py");

    internal static string Case { get; } = Path.Combine(Hardware, "case");

    internal static string Simulation { get; } = Path.Combine(Hardware, "simulation");
}
