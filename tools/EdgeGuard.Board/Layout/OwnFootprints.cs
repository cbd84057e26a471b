using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Board.Layout;

/// <summary>Footprints that KiCad's libraries have not. Millimetres, y downwards, the body's middle at the origin.</summary>
internal static class OwnFootprints
{
    private const double CourtyardGap = 0.5;

    /// <summary>The footprint of a line; an unknown name is a mistake.</summary>
    internal static Node Of(FootprintLine line)
    {
        return line.Footprint switch
        {
            "ESP32-WROVER-E" => Wrover(line),
            "CP_Elec_12.5x13.5" => Electrolytic(line),
            _ => throw new ArgumentException($"nobody draws a footprint '{line.Footprint}'"),
        };
    }

    // 38 pads of 2 x 0.9 mm, 1.27 mm apart, from 8.26 mm above the middle; the body is 18 x 31.4 mm, its upper 6.3 mm the antenna.
    private static Node Wrover(FootprintLine line)
    {
        var pads = new List<Node>();
        for (int i = 0; i < 19; i++)
        {
            double y = -8.26 + 1.27 * i;
            pads.Add(Pad((i + 1).ToString(), -8.5, y, 2, 0.9));
            pads.Add(Pad((38 - i).ToString(), 8.5, y, 2, 0.9));
        }
        pads.Add(Pad("39", -1, -0.76, 3.7, 3.7));
        return Footprint(line, 9, 15.7, 9.5, 15.7, pads).Add(Keepout(-9, -15.7, 9, -9.4));
    }

    // Feet of 5.9 x 2.5 mm with 4.4 mm between; the can 12.5 mm across on a base of 13.5 mm.
    private static Node Electrolytic(FootprintLine line)
    {
        Node[] pads = [Pad("1", -5.15, 0, 5.9, 2.5), Pad("2", 5.15, 0, 5.9, 2.5)];
        return Footprint(line, 6.75, 6.75, 8.1, 6.75, pads)
            .Add(Line("F.SilkS", 0.12, -7.6, -3, -6.2, -3), Line("F.SilkS", 0.12, -6.9, -3.7, -6.9, -2.3));
    }

    private static Node Footprint(FootprintLine line, double bodyX, double bodyY, double reachX, double reachY, IEnumerable<Node> pads)
    {
        var node = new Node(
            "footprint", line.Footprint, new Node("version", 20241229), new Node("generator", "EdgeGuard.Board"),
            new Node("layer", "F.Cu"), new Node("descr", line.Source), new Node("attr", new Node.Bare("smd")),
            Text("Reference", "REF**", "F.SilkS", -reachY - 1.2), Text("Value", line.Footprint, "F.Fab", reachY + 1.2));
        node.Add(Frame("F.Fab", 0.1, bodyX, bodyY));
        node.Add(Frame("F.CrtYd", 0.05, reachX + CourtyardGap, reachY + CourtyardGap));
        node.Add(Marks(bodyX, bodyY));
        return node.Add(pads);
    }

    // The body's upper and lower edge, where no pad is.
    private static IEnumerable<Node> Marks(double x, double y)
    {
        yield return Line("F.SilkS", 0.12, -x, -y - 0.11, x, -y - 0.11);
        yield return Line("F.SilkS", 0.12, -x, y + 0.11, x, y + 0.11);
    }

    private static Node Text(string name, string text, string layer, double y)
    {
        return new Node(
            "property", name, text, new Node("at", 0.0, y, 0), new Node("layer", layer),
            new Node("effects", new Node("font", new Node("size", 1.0, 1.0), new Node("thickness", 0.15))));
    }

    private static IEnumerable<Node> Frame(string layer, double width, double x, double y)
    {
        (double X, double Y)[] corners = [(-x, -y), (x, -y), (x, y), (-x, y)];
        return corners.Select((from, i) => Line(layer, width, from.X, from.Y, corners[(i + 1) % 4].X, corners[(i + 1) % 4].Y));
    }

    private static Node Line(string layer, double width, double x1, double y1, double x2, double y2)
    {
        return new Node(
            "fp_line", new Node("start", x1, y1), new Node("end", x2, y2),
            new Node("stroke", new Node("width", width), new Node("type", new Node.Bare("solid"))), new Node("layer", layer));
    }

    private static Node Pad(string number, double x, double y, double width, double height)
    {
        return new Node(
            "pad", number, new Node.Bare("smd"), new Node.Bare("rect"), new Node("at", x, y), new Node("size", width, height),
            new Node("layers", "F.Cu", "F.Mask", "F.Paste"));
    }

    // Below the antenna nothing may be of copper.
    private static Node Keepout(double left, double top, double right, double bottom)
    {
        Node[] corners = [new("xy", left, top), new("xy", right, top), new("xy", right, bottom), new("xy", left, bottom)];
        string[] banned = ["tracks", "vias", "pads", "copperpour"];
        return new Node(
            "zone", new Node("net", 0), new Node("net_name", ""), new Node("layers", "*.Cu"), new Node("name", "antenna"),
            new Node("hatch", new Node.Bare("edge"), 0.5), new Node("connect_pads", new Node("clearance", 0)),
            new Node("min_thickness", 0.25),
            new Node("keepout", [.. banned.Select(what => new Node(what, new Node.Bare("not_allowed"))),
                new Node("footprints", new Node.Bare("allowed"))]),
            new Node("fill", new Node("thermal_gap", 0.5), new Node("thermal_bridge_width", 0.5)),
            new Node("polygon", new Node("pts", corners)));
    }
}
