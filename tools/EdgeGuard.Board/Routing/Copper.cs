using System;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Routing;

/// <summary>A pad or a track that is there before the router comes.</summary>
/// <param name="Net">Empty where it has none.</param>
/// <param name="Layers">Bit 0 for F, bit 1 for B.</param>
/// <param name="Shape">A pad's; null for a track.</param>
/// <param name="From">Where a track begins; a pad's middle.</param>
/// <param name="To">Where a track ends; a pad's middle.</param>
/// <param name="Radius">Half a track's width; 0 for a pad.</param>
public sealed record Copper(string Net, int Layers, Polygon? Shape, Corner From, Corner To, double Radius)
{
    public double Left => Shape?.Left ?? Math.Min(From.X, To.X) - Radius;

    public double Right => Shape?.Right ?? Math.Max(From.X, To.X) + Radius;

    public double Top => Shape?.Top ?? Math.Min(From.Y, To.Y) - Radius;

    public double Bottom => Shape?.Bottom ?? Math.Max(From.Y, To.Y) + Radius;

    /// <summary>A pad.</summary>
    public static Copper Of(GeometryPad pad)
    {
        var middle = new Corner(pad.X, pad.Y);
        return new Copper(pad.Net, LayersOf(pad.Layers), Polygon.Of(pad.Corners), middle, middle, 0);
    }

    /// <summary>A track or via.</summary>
    public static Copper Of(GeometryTrack track)
    {
        return new Copper(
            track.Net, LayersOf(track.Layers), null, new Corner(track.X, track.Y), new Corner(track.X2, track.Y2), track.Width / 2);
    }

    /// <summary>From a place to its edge; less than zero inside.</summary>
    public double Distance(double x, double y)
    {
        return Shape?.Distance(x, y) ?? Polygon.ToSegment(x, y, From, To) - Radius;
    }

    /// <summary>Whether an end of one is on the other.</summary>
    public bool Touches(Copper other)
    {
        if ((Layers & other.Layers) == 0) return false;
        return Covers(other.From) || Covers(other.To) || other.Covers(From) || other.Covers(To);
    }

    private bool Covers(Corner at)
    {
        return Distance(at.X, at.Y) <= 0;
    }

    private static int LayersOf(string letters)
    {
        return (letters.Contains('F') ? 1 : 0) | (letters.Contains('B') ? 2 : 0);
    }
}
