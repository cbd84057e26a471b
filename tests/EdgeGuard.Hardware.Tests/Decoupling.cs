using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>How far a chip's supply pins are from the capacitors that serve them, from pad to pad, through the board or along it.</summary>
internal static class Decoupling
{
    /// <summary>In millimetres. Where the PLC's pairs leave the W5500 there is no room for less.</summary>
    internal const double Wanted = 4.5;

    private const double Least = 10e-9;

    private static readonly string[] Grounds = ["GND", "GNDI1", "GNDI2", "GNDU"];

    /// <summary>One line for each pin whose nearest capacitor is too far away. A supply without one is another rule's.</summary>
    internal static IEnumerable<string> Faults(Netlist netlist, IReadOnlyList<Piece[]> pads)
    {
        Dictionary<string, Piece[]> places = pads.GroupBy(pad => pad[0].Name).ToDictionary(pad => pad.Key, pad => pad.First());
        foreach ((string supply, IReadOnlyList<Node> nodes) in netlist.Nets.Where(net => !Grounds.Contains(net.Key)))
        {
            Piece[][] capacitors = [.. Serving(netlist, supply).Select(node => places[Name(node)])];
            if (capacitors.Length == 0) continue;
            foreach (Node pin in nodes.Where(IsFed))
            {
                double distance = capacitors.Min(capacitor => Distance(places[Name(pin)], capacitor));
                if (distance > Wanted) yield return $"{pin.Reference} pin {pin.Pin} ({supply}): {distance:0.0} mm to its capacitor";
            }
        }
    }

    private static IEnumerable<Node> Serving(Netlist netlist, string supply)
    {
        string[] parts = [.. Grounds.SelectMany(ground => netlist.Between("C", supply, ground))
            .Where(part => Netlist.Number(part.Value) >= Least).Select(part => part.Reference)];
        return netlist.On(supply).Where(node => parts.Contains(node.Reference));
    }

    private static bool IsFed(Node node)
    {
        return node.Reference[0] == 'U' && node.Kind.StartsWith("power_in", StringComparison.Ordinal);
    }

    private static double Distance(Piece[] pad, Piece[] other)
    {
        return pad.Min(side => other.Min(far => side.Distance(far)));
    }

    private static string Name(Node node)
    {
        return $"pad {node.Pin} of {node.Reference}";
    }
}
