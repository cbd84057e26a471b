using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Board.Layout;

/// <summary>Fills the project's footprint library from KiCad's own ones and from those that are drawn here. Pads get the numbers of the
/// symbol's pins; models are left out, for they are not in this repository.</summary>
public static class FootprintCollector
{
    /// <summary>The library's folder below the project's.</summary>
    public const string Folder = "lib/edgeguard.pretty";

    /// <summary>The name of a footprint's file below the project's folder.</summary>
    public static string FileOf(string footprint)
    {
        return $"{Folder}/{footprint}.kicad_mod";
    }

    /// <summary>Every footprint of the list, by its file's name.</summary>
    /// <param name="list">What is wanted.</param>
    /// <param name="kicad">The folder in which KiCad's libraries are; what comes from there is left out when it is null.</param>
    public static IReadOnlyDictionary<string, string> Files(FootprintList list, string? kicad)
    {
        var files = new SortedDictionary<string, string>(System.StringComparer.Ordinal);
        foreach (FootprintLine line in list.Lines)
        {
            if (line.IsDrawn) files[FileOf(line.Footprint)] = OwnFootprints.Of(line).ToString();
            else if (kicad != null) files[FileOf(line.Footprint)] = Copy(line, kicad).ToString();
        }
        return files;
    }

    private static Node Copy(FootprintLine line, string kicad)
    {
        string[] origin = line.Origin.Split(':');
        Node node = NodeReader.Read(File.ReadAllText(Path.Combine(kicad, origin[0] + ".pretty", origin[1] + ".kicad_mod")));
        return new Node("footprint", [line.Footprint, .. node.Items.Skip(1).Select(item => Keep(item, line)).OfType<object>()]);
    }

    private static object? Keep(object item, FootprintLine line)
    {
        if (item is not Node node) return item;
        return node.Word switch
        {
            "model" => null,
            "pad" => Renumber(node, line),
            _ => node,
        };
    }

    private static Node Renumber(Node pad, FootprintLine line)
    {
        string pin = line.PinAt(pad.Text());
        return new Node("pad", [pin, .. pad.Items.Skip(1)]);
    }
}
