using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Drawing;

/// <summary>What a part looks like: pins round a box, or a shape of its own with two or more pins.</summary>
/// <param name="Name">In the project's library.</param>
/// <param name="Prefix">Of its references; # for power symbols, which are no parts.</param>
/// <param name="Pins">In the order of the datasheet's drawing.</param>
/// <param name="Shape">Graphics, in the notation of <see cref="Shapes"/>; empty for a box.</param>
/// <param name="Low">Upper left corner of the body.</param>
/// <param name="High">Lower right corner of the body.</param>
public sealed record Symbol(string Name, string Prefix, IReadOnlyList<Pin> Pins, string Shape, Point Low, Point High)
{
    /// <summary>Steps from the body to where a wire ends.</summary>
    private const int Lead = 2;

    /// <summary>Steps between two pins of a side.</summary>
    private const int Pitch = 2;

    private static readonly Dictionary<char, string> Kinds = new()
    {
        ['i'] = "input",
        ['o'] = "output",
        ['b'] = "bidirectional",
        ['t'] = "tri_state",
        ['p'] = "passive",
        ['w'] = "power_in",
        ['W'] = "power_out",
        ['c'] = "open_collector",
        ['n'] = "no_connect",
        ['f'] = "free",
    };

    /// <summary>Whether it is drawn as a box.</summary>
    public bool IsBox => Shape.Length == 0;

    /// <summary>Whether it stands for a net and is no part.</summary>
    public bool IsPower => Prefix == "#PWR";

    /// <summary>A box with pins left and right.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="prefix">Of its references.</param>
    /// <param name="width">Of the body, in steps.</param>
    /// <param name="left">Pins of the left side from the top: "number name type", the next behind a |, an empty one is a gap.</param>
    /// <param name="right">Likewise.</param>
    public static Symbol Box(string name, string prefix, int width, string left, string right)
    {
        List<Pin> pins = [.. Side(left, 0, Direction.Left), .. Side(right, width, Direction.Right)];
        int rows = Math.Max(left.Split('|').Length, right.Split('|').Length);
        return new Symbol(name, prefix, pins, "", new Point(0, 0), new Point(width, (rows + 1) * Pitch));
    }

    /// <summary>The pin with this number or, where only one has it, this name.</summary>
    public Pin Find(string pin)
    {
        Pin? found = Pins.FirstOrDefault(candidate => candidate.Number == pin) ?? Only(pin);
        string there = string.Join(' ', Pins.Select(other => other.Number + "=" + other.Name));
        return found ?? throw new ArgumentException($"{Name} has no pin {pin}; it has {there}");
    }

    private Pin? Only(string name)
    {
        Pin[] named = [.. Pins.Where(pin => pin.Name == name)];
        return named.Length == 1 ? named[0] : null;
    }

    private static IEnumerable<Pin> Side(string text, int edge, Direction outward)
    {
        string[] rows = text.Split('|', StringSplitOptions.TrimEntries);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length == 0) continue;
            string[] cells = rows[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Point end = new Point(edge, (i + 1) * Pitch).Go(outward, Lead);
            yield return new Pin(cells[0], cells[1], Kinds[cells[2][0]], end, outward);
        }
    }
}
