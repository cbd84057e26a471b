using System;
using System.Linq;
using System.Text;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>Lines of a role that nobody thought of.</summary>
internal static class RandomPolicy
{
    // More could stand over one address than the language allows.
    private const int Lines = 14;

    public static string Make(Random random)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Lines; i++) text.Append("  allow ").Append(Line(random)).Append('\n');
        return text.ToString();
    }

    private static string Line(Random random)
    {
        string line = random.Next(9) switch
        {
            0 => "reads" + Address(random) + Maybe(random, " quantity " + Range(random, 1, 20)),
            1 => "3,6,16" + Address(random),
            2 => "6,16" + Address(random) + " value " + Range(random, 0, 2000) + "," + Range(random, 3000, 60000),
            3 => "16" + Block(random) + " value -40.5..90 as f32 " + Order(random),
            4 => "16,23" + Block(random) + " value 0-100000000 as u32 " + Order(random),
            5 => "6,16" + Block(random) + " step " + random.Next(800),
            6 => "5,15" + Address(random) + Maybe(random, " value " + (random.Next(2) == 0 ? "on" : "off")),
            7 => "22" + Address(random) + " mask 0x" + random.Next(65536).ToString("X4"),
            _ => "23 read " + Range(random, 0, 60) + " write " + Range(random, 0, 60),
        };
        return line + Maybe(random, $" unit {Range(random, 0, 5)}") + Maybe(random, When(random));
    }

    private static string Address(Random random) => Maybe(random, $" address {Range(random, 0, 60)},{Range(random, 50, 120)}");

    private static string Block(Random random)
    {
        int first = random.Next(60);
        return $" address {first}-{first + 2 * random.Next(1, 20) - 1}";
    }

    private static string When(Random random)
    {
        int table = 1 + random.Next(4);
        string value = table <= 2 ? (random.Next(2) == 0 ? "on" : "off") : random.Next(1700).ToString();
        string comparison = table <= 2 ? "=" : new[] { "=", "!=", "<", "<=", ">", ">=" }[random.Next(6)];
        return $" when {table}:{random.Next(100)} {comparison} {value} within 2s";
    }

    private static string Order(Random random) => random.Next(2) == 0 ? "high-first" : "low-first";

    private static string Range(Random random, int from, int to)
    {
        int[] ends = new[] { random.Next(from, to), random.Next(from, to) }.Order().ToArray();
        return ends[0] == ends[1] ? ends[0].ToString() : $"{ends[0]}-{ends[1]}";
    }

    private static string Maybe(Random random, string clause) => random.Next(3) > 0 ? clause : "";
}
