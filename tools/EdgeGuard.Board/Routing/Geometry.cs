using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace EdgeGuard.Board.Routing;

/// <summary>What Kicad/layout.py says of a board before the router has been at it. Millimetres; layers are F and B.</summary>
/// <param name="Pads">Of all parts.</param>
/// <param name="Keepouts">Where nothing of copper may be.</param>
/// <param name="Tracks">What is laid by hand.</param>
public sealed record Geometry(IReadOnlyList<GeometryPad> Pads, IReadOnlyList<double[][]> Keepouts, IReadOnlyList<GeometryTrack> Tracks)
{
    private static readonly JsonSerializerOptions Lower = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads it.</summary>
    public static Geometry Read(string path)
    {
        return JsonSerializer.Deserialize<Geometry>(File.ReadAllText(path), Lower)
            ?? throw new InvalidDataException($"{path} says nothing of a board");
    }
}

/// <summary>A pad.</summary>
public sealed record GeometryPad(string Part, string Pad, string Net, string Layers, double[][] Corners, double X, double Y, double Hole);

/// <summary>A track, or a via where it has both layers.</summary>
public sealed record GeometryTrack(string Net, string Layers, double Width, double X, double Y, double X2, double Y2);
