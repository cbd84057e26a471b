using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A part of the netlist.</summary>
internal sealed record Component(string Reference, string Symbol, string Value, string Part);

/// <summary>A pin in a net.</summary>
internal sealed record Node(string Reference, string Pin, string Function, string Kind);

/// <summary>What is connected to what: the schematic as KiCad reads it, or a copy that a test has broken.</summary>
internal sealed class Netlist
{
    private Netlist(IReadOnlyDictionary<string, Component> parts, IReadOnlyDictionary<string, IReadOnlyList<Node>> nets)
    {
        Parts = parts;
        Nets = nets;
    }

    internal IReadOnlyDictionary<string, Component> Parts { get; }

    internal IReadOnlyDictionary<string, IReadOnlyList<Node>> Nets { get; }

    /// <summary>Reads kicad-cli's XML.</summary>
    internal static Netlist Read(string xml)
    {
        XElement root = XDocument.Parse(xml).Root!;
        IEnumerable<Component> parts = root.Element("components")!.Elements("comp").Select(OfComponent);
        IEnumerable<XElement> nets = root.Element("nets")!.Elements("net");
        return new Netlist(
            parts.ToDictionary(part => part.Reference), nets.ToDictionary(net => (string)net.Attribute("name")!, net => OfNet(net)));
    }

    /// <summary>The pins in a net; none where there is no such net.</summary>
    internal IReadOnlyList<Node> On(string net)
    {
        return Nets.TryGetValue(net, out IReadOnlyList<Node>? nodes) ? nodes : [];
    }

    /// <summary>The net that a pin is in.</summary>
    internal string NetOf(string reference, string pin)
    {
        return Nets.First(net => net.Value.Any(node => node.Reference == reference && node.Pin == pin)).Key;
    }

    /// <summary>Parts with a symbol.</summary>
    internal IEnumerable<Component> With(string symbol)
    {
        return Parts.Values.Where(part => part.Symbol == symbol);
    }

    /// <summary>Parts of two pins with a symbol between two nets.</summary>
    internal IEnumerable<Component> Between(string symbol, string net, string other)
    {
        return On(net).Where(node => Parts[node.Reference].Symbol == symbol && On(other).Any(end => end.Reference == node.Reference))
            .Select(node => Parts[node.Reference]).Distinct();
    }

    /// <summary>A copy without a part.</summary>
    internal Netlist Without(string reference)
    {
        return Copy(parts => parts.Where(part => part.Reference != reference), node => node.Reference == reference ? null : node);
    }

    /// <summary>A copy in which a part has another value.</summary>
    internal Netlist Valued(string reference, string value)
    {
        return Copy(parts => parts.Select(part => part.Reference == reference ? part with { Value = value } : part), node => node);
    }

    /// <summary>A copy in which a pin is in another net.</summary>
    internal Netlist Moved(string reference, string pin, string net)
    {
        string from = NetOf(reference, pin);
        Node moved = On(from).Single(node => node.Reference == reference && node.Pin == pin);
        Dictionary<string, IReadOnlyList<Node>> nets = Nets.ToDictionary(
            pair => pair.Key, pair => pair.Key == from ? [.. pair.Value.Where(node => node != moved)] : pair.Value);
        nets[net] = [.. nets.GetValueOrDefault(net, []), moved];
        return new Netlist(Parts, nets);
    }

    /// <summary>A copy in which a pin has another number.</summary>
    internal Netlist Renumbered(string reference, string pin, string number)
    {
        return Copy(parts => parts, node => node.Reference == reference && node.Pin == pin ? node with { Pin = number } : node);
    }

    /// <summary>Every pin, of unconnected ones too.</summary>
    internal IEnumerable<(string Reference, string Pin)> Pins()
    {
        return Nets.Values.SelectMany(nodes => nodes).Select(node => (node.Reference, node.Pin));
    }

    /// <summary>Ohms, farads or henries of a value as printed: 49R9, 4k7, 100n.</summary>
    internal static double Number(string value)
    {
        string digits = "";
        double scale = 1;
        foreach (char letter in value.TakeWhile(letter => letter != ' '))
        {
            if (char.IsAsciiDigit(letter) || letter == '.')
            {
                digits += letter;
                continue;
            }
            scale = Scale(letter);
            digits += '.';
        }
        return double.Parse(digits.TrimEnd('.'), CultureInfo.InvariantCulture) * scale;
    }

    private static double Scale(char letter)
    {
        return letter switch
        {
            'M' => 1e6,
            'k' => 1e3,
            'R' => 1,
            'u' => 1e-6,
            'n' => 1e-9,
            'p' => 1e-12,
            _ => throw new FormatException("no unit: " + letter),
        };
    }

    private Netlist Copy(Func<IEnumerable<Component>, IEnumerable<Component>> change, Func<Node, Node?> keep)
    {
        return new Netlist(
            change(Parts.Values).ToDictionary(part => part.Reference),
            Nets.ToDictionary(net => net.Key, net => (IReadOnlyList<Node>)[.. net.Value.Select(keep).OfType<Node>()]));
    }

    private static Component OfComponent(XElement part)
    {
        string Field(string name) => part.Element("fields")?.Elements("field")
            .FirstOrDefault(field => (string?)field.Attribute("name") == name)?.Value ?? "";
        return new Component(
            (string)part.Attribute("ref")!, (string)part.Element("libsource")!.Attribute("part")!, part.Element("value")!.Value,
                Field("Part"));
    }

    private static IReadOnlyList<Node> OfNet(XElement net)
    {
        return [.. net.Elements("node").Select(node => new Node(
            (string)node.Attribute("ref")!, (string)node.Attribute("pin")!, (string?)node.Attribute("pinfunction") ?? "",
                (string?)node.Attribute("pintype") ?? ""))];
    }
}
