using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Drawing;

/// <summary>What makes a sheet hard to read, or wrong without looking wrong: texts on texts, wires through parts, wires that end on
/// another one without meeting it.</summary>
public static class Legibility
{
    // Letters of one line may touch the next one's.
    private const double Slack = 0.15;

    private sealed record Thing(string Name, Area Area, Part? Part);

    /// <summary>One line a trouble; empty: it can be read.</summary>
    public static IReadOnlyList<string> Troubles(Sheet sheet)
    {
        return [.. Overlaps(sheet), .. WiresThroughThings(sheet), .. FalseMeetings(sheet)];
    }

    private static IEnumerable<string> Overlaps(Sheet sheet)
    {
        Thing[] things = [.. Things(sheet)];
        for (int i = 0; i < things.Length; i++)
        {
            foreach (Thing other in things.Skip(i + 1))
            {
                bool isOwn = things[i].Part != null && things[i].Part == other.Part;
                bool areOnEachOther = things[i].Area.Shrink(Slack).Meets(other.Area.Shrink(Slack));
                if (!isOwn && areOnEachOther) yield return $"{sheet.Name}: {things[i].Name} is on {other.Name}";
            }
        }
    }

    private static IEnumerable<string> WiresThroughThings(Sheet sheet)
    {
        Thing[] things = [.. Things(sheet)];
        foreach (Wire wire in sheet.Wires)
        {
            Area covered = Thicken(wire);
            foreach (Thing thing in things.Where(thing => thing.Area.Shrink(Slack).Meets(covered)))
            {
                yield return $"{sheet.Name}: a wire from {wire.From} to {wire.To} goes through {thing.Name}";
            }
        }
    }

    private static Area Thicken(Wire wire)
    {
        Area area = Area.Of(wire.From, wire.To);
        return new Area(area.Left - 0.05, area.Top - 0.05, area.Right + 0.05, area.Bottom + 0.05);
    }

    private static IEnumerable<string> FalseMeetings(Sheet sheet)
    {
        Point[] ends =
        [
            .. sheet.Wires.SelectMany(wire => new[] { wire.From, wire.To }),
            .. sheet.Drawn.SelectMany(part => part.Ends().Select(end => end.End)),
        ];
        foreach (Wire wire in sheet.Wires)
        {
            foreach (Point end in ends.Distinct().Where(wire.Passes))
            {
                yield return $"{sheet.Name}: something ends at {end} on a wire from {wire.From} to {wire.To}";
            }
        }
    }

    private static IEnumerable<Thing> Things(Sheet sheet)
    {
        foreach (Part part in sheet.Drawn)
        {
            if (part.Line != null) yield return new Thing(part.Reference, part.Body(), part);
            foreach (Word word in Fields.Of(part)) yield return new Thing($"the text {word.Text} of {part.Reference}", word.Area, part);
        }
        foreach (NetLabel label in sheet.Labels) yield return new Thing($"the label {label.Net}", label.Area, null);
        foreach ((string text, Point at) in sheet.Notes)
        {
            string[] lines = text.Split('\n');
            var area = new Area(at.X, at.Y, at.X + lines.Max(Word.Width), at.Y + 1.7 * lines.Length);
            yield return new Thing($"the note '{lines[0]}'", area, null);
        }
    }
}
