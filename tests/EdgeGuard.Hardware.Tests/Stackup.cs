using System;
using System.Linq;
using EdgeGuard.Board.Writing;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What is below the upper layer, and what lines over it are by calculation (IPC-2141, microstrip).</summary>
/// <param name="Height">Millimetres between line and plane.</param>
/// <param name="Permittivity">Of what is between.</param>
/// <param name="Copper">Millimetres of the line's height.</param>
internal sealed record Stackup(double Height, double Permittivity, double Copper)
{
    /// <summary>Millimetres between the two lines of a pair where they run together.</summary>
    internal const double Gap = 0.2;

    /// <summary>Reads stackup.txt.</summary>
    internal static Stackup Read(string text)
    {
        Sexp[] layers = [.. NodeReader.Read(text).All("layer")];
        Sexp copper = layers.Single(layer => layer.Text() == "F.Cu"), below = layers.Single(layer => layer.Text() == "dielectric 1");
        return new Stackup(
            below.Find("thickness")!.Number(), below.Find("epsilon_r")!.Number(), copper.Find("thickness")!.Number());
    }

    /// <summary>Ohms of a line alone.</summary>
    internal double Single(double width)
    {
        return 87 / Math.Sqrt(Permittivity + 1.41) * Math.Log(5.98 * Height / (0.8 * width + Copper));
    }

    /// <summary>Ohms between the two lines of a pair.</summary>
    internal double Pair(double width, double gap)
    {
        return 2 * Single(width) * (1 - 0.48 * Math.Exp(-0.96 * gap / Height));
    }
}
