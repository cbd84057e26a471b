using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Policy.Tests;

/// <summary>Clauses to make lines of, and every request and state that can tell such lines apart.</summary>
internal sealed class ShadowSpace
{
    private static readonly Dictionary<string, ShadowSpace> Made = [];

    private static readonly int[] Words = [0, 1, 2, 3, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF];

    private readonly string[] _functions;
    private readonly string[][] _clauses;

    private ShadowSpace(string[] functions, IEnumerable<Situation> situations, params string[][] clauses)
    {
        _functions = functions;
        _clauses = clauses;
        Situations = [.. situations];
    }

    internal Situation[] Situations { get; }

    internal static ShadowSpace Of(string family)
    {
        if (!Made.TryGetValue(family, out ShadowSpace? space)) Made[family] = space = Make(family);
        return space;
    }

    /// <summary>A random line without <c>allow</c>. Each list of clauses begins with what most lines have of it.</summary>
    internal string Line(Random random)
    {
        string line = _functions[random.Next(_functions.Length)];
        foreach (string[] clause in _clauses)
        {
            string chosen = clause[random.Next(2) == 0 ? 0 : random.Next(clause.Length)];
            if (chosen.Length > 0) line += " " + chosen;
        }

        return line;
    }

    private static ShadowSpace Make(string family)
    {
        string[] addresses = [
            "", "address 0-3", "address 0-4", "address 1-3", "address 2", "address 0-1,3-5", "address 0-65535", "address 4"];
        string[] units = ["", "", "unit 1", "unit 1-2", "unit 0-255", "unit 1-255"];
        switch (family)
        {
            case "reads":
                return new ShadowSpace(
                    ["3", "3,4", "4", "reads"], Reads(), addresses, units,
                    ["", "quantity 1-2", "quantity 2", "quantity 1-125", "quantity 3-200", "quantity 1-3,5", "quantity 126-200"]);
            case "registers":
                return new ShadowSpace(
                    ["6", "6,16", "16"], Writes(Words), addresses, units,
                    [
                        "", "", "value 0-2", "value 0-1,2-3", "value 1", "value -1..2 as s16", "value 0-65535", "value 32768-65535",
                        "value -32768..-1 as s16", "value -2..-1,0..1 as s16"],
                    ["", "", "", "quantity 1-2", "quantity 2"]);
            case "steps":
                return new ShadowSpace(
                    ["6"], Steps(), ["address 0-3", "address 0"],
                    ["value 0-3", "", "value 0-65535"],
                    ["step 2", "", "step 1", "step 65535", "step 32768", "step 2 as s16", "step 65535 as s16", "step 40000 as s16"]);
            case "pairs":
                return new ShadowSpace(
                    ["16"], Pairs(), ["address 0-3", "address 0-1", "address 2-3", "address 1-2", "address 0-5"],
                    [
                        "value 0-65535 as u32 high-first", "", "value 0-65535 as u32 low-first", "value 0-1 as u32 high-first",
                            "value 0-65536 as u32 high-first",
                        "value -65536..65535 as s32 high-first", "value -1..1 as s32 high-first", "value 0.0..2.0 as f32 high-first",
                            "value -1.0..1.0 as f32 high-first",
                        "value 0-65535", "value 0", "value 0-1", "value 0-4294967295 as u32 low-first",
                            "value 0-4294967295 as u32 high-first", "value -1..0 as s16",
                    ],
                    ["", "", "quantity 2", "quantity 4", "quantity 2-3", "quantity 1-123"]);
            case "coils":
                return new ShadowSpace(
                    ["5", "5,15", "15"], Coils(), addresses, units, [
                        "", "value on", "value off", "value on,off"], ["", "", "quantity 1", "quantity 2"]);
            case "masks":
                return new ShadowSpace(
                    ["22"], Masks(), addresses, units, ["mask 0x000F", "", "mask 0x0003", "mask 0xFFFF", "mask 0x0011", "mask 0"]);
            case "both":
                return new ShadowSpace(
                    ["23"], Both(), [
                        "read 0-3 write 0-1", "", "address 0-3", "read 0-65535 write 0-1", "read 1 write 0", "read 0,2-3 write 0-1",
                        "address 0-65535"],
                    ["", "", "value 0-1", "value 0"], ["", "", "quantity 1", "quantity 1-2", "quantity 2", "quantity 1-121"]);
            case "files":
                return new ShadowSpace(
                    ["20", "20,21", "21"], Files(), ["", "file 1-2", "file 1", "file 2-3", "file 1,3", "file 1-65535"],
                    [
                        "", "record 0-2", "record 0-3", "record 1", "record 0,2-3",
                        "record 0-9999"], ["", "", "quantity 1", "quantity 1-2", "quantity 2", "quantity 1-200"]);
            case "states":
                return new ShadowSpace(
                    ["7", "7,11"], States(), ["", "unit 1", "unit 2", "unit 1-2"],
                    [
                        "when 3:1 = 0 within 5s", "", "when 3:1 != 1 within 5s", "when 3:1 < 2 within 2s", "when 3:1 <= 1 within 5s",
                            "when 3:1 >= 0 within 5s",
                        "when 3:1 unit 2 = 0 within 5s", "when 3:1 > 0 within 5s when 3:1 < 2 within 2s", "when 3:1 = 1 within 5s",
                            "when 3:1 = 0 within 5s when 3:1 = 1 within 5s",
                    ],
                    ["", "", "when 1:2 = on within 5s", "when 1:2 < 1 within 5s", "when 1:2 != 1 within 2s"]);
            case "windows":
                return new ShadowSpace(
                    ["7"], Windows(),
                    [
                        "during mon-fri 06:00-18:00", "", "during 06:00-18:00", "during mon,wed 07:00-08:00", "during 00:00-24:00",
                            "during sun 22:00-06:00", "during sun-mon 22:00-07:00",
                        "during mon-fri 06:00-12:00, mon-fri 12:00-18:00", "during mon 00:00-06:00",
                            "during sun 20:00-24:00, mon 00:00-08:00", "during 18:00-06:00, 06:00-18:00",
                    ]);
            default:
                return new ShadowSpace(["8", "8/0", "8/1", "8/0,8/1", "43", "43/13", "43/13,43/14", "90", "8,90"], Subs(), units);
        }
    }

    private static IEnumerable<Situation> Reads()
    {
        return
            from code in new[] { 1, 2, 3, 4 }
            from unit in new[] { 0, 1, 2, 7 }
            from first in new[] { 0, 1, 2, 3, 4, 5, 6, 9, 65535 }
            from quantity in new[] { 1, 2, 3, 4, 5, 6, 125, 126, 200, 2000 }
            where first + quantity <= 65536
            select new Situation(unit, [(byte)code, .. Word(first), .. Word(quantity)]);
    }

    private static IEnumerable<Situation> Writes(int[] words)
    {
        foreach (int unit in new[] { 0, 1, 2, 7 })
        {
            foreach (int first in new[] { 0, 1, 2, 3, 4, 5, 6, 65535 })
            {
                foreach (int word in words)
                {
                    yield return new Situation(unit, [6, .. Word(first), .. Word(word)]);
                    for (int quantity = 1; quantity <= 4 && first + quantity <= 65536; quantity++)
                    {
                        yield return new Situation(
                            unit, [16, .. Word(first), .. Word(quantity), (byte)(2 * quantity), .. Repeat(Word(word), quantity)]);
                    }
                }
            }
        }
    }

    private static IEnumerable<Situation> Steps()
    {
        foreach (int first in new[] { 0, 3, 4 })
        {
            foreach (int word in Words)
            {
                yield return new Situation(1, [6, .. Word(first), .. Word(word)]);
                foreach (int present in Words.Append(4).Append(5))
                {
                    yield return new Situation(1, [6, .. Word(first), .. Word(word)]) { Known = [(3, first, 1, present, 0)] };
                }
            }
        }
    }

    private static IEnumerable<Situation> Pairs()
    {
        int[] words = [0, 1, 2, 0x3F00, 0x3F80, 0x4000, 0x8000, 0xBF80, 0xFFFF];
        foreach (int first in new[] { 0, 1, 2, 3, 4 })
        {
            for (int quantity = 1; quantity <= 6; quantity++)
            {
                foreach (int one in words)
                {
                    foreach (int other in words)
                    {
                        yield return new Situation(
                            1, [
                                16, .. Word(first), .. Word(quantity), (byte)(2 * quantity),
                                .. Enumerable.Range(0, quantity).SelectMany(i => Word(i % 2 == 0 ? one : other))]);
                    }
                }
            }
        }
    }

    private static IEnumerable<Situation> Coils()
    {
        foreach (int unit in new[] { 0, 1, 2, 7 })
        {
            foreach (int first in new[] { 0, 1, 2, 3, 4, 5, 65535 })
            {
                foreach (int bits in new[] { 0, 1, 2, 3 })
                {
                    if (bits < 2) yield return new Situation(unit, [5, .. Word(first), (byte)(bits == 0 ? 0 : 0xFF), 0]);
                    for (int quantity = 1; quantity <= 2 && first + quantity <= 65536; quantity++)
                    {
                        yield return new Situation(unit, [15, .. Word(first), .. Word(quantity), 1, (byte)bits]);
                    }
                }
            }
        }
    }

    private static IEnumerable<Situation> Masks()
    {
        return
            from unit in new[] { 0, 1, 2, 7 }
            from first in new[] { 0, 1, 2, 3, 4, 5, 65535 }
            from and in new[] { 0, 0xFFFF, 0xFFF0, 0xFFFC, 0xFFEE, 0xFFF7, 0xFFEF }
            select new Situation(unit, [22, .. Word(first), .. Word(and), 0, 0]);
    }

    private static IEnumerable<Situation> Both()
    {
        return
            from read in new[] { 0, 1, 2, 3, 9 }
            from reads in new[] { 1, 2, 3, 125 }
            from write in new[] { 0, 1, 2, 9 }
            from writes in new[] { 1, 2, 3, 121 }
            from word in new[] { 0, 1, 2 }
            select new Situation(
                1, [23, .. Word(read), .. Word(reads), .. Word(write), .. Word(writes), (byte)(2 * writes), .. Repeat(Word(word), writes)]);
    }

    private static IEnumerable<Situation> Files()
    {
        foreach (int code in new[] { 20, 21 })
        {
            var groups =
                from file in new[] { 1, 2, 3, 9 }
                from record in new[] { 0, 1, 2, 3, 9998 }
                from length in new[] { 1, 2, 3, 122 }
                where record + length <= 10_000
                select (byte[])[6, .. Word(file), .. Word(record), .. Word(length), .. code == 21 ? new byte[2 * length] : []];
            foreach (byte[] one in groups)
            {
                yield return new Situation(1, [(byte)code, (byte)one.Length, .. one]);
                byte[] first = [6, 0, 1, 0, 1, 0, 1, .. code == 21 ? new byte[2] : []];
                if (one.Length < 30) yield return new Situation(1, [(byte)code, (byte)(first.Length + one.Length), .. first, .. one]);
            }
        }
    }

    private static IEnumerable<Situation> States()
    {
        return
            from code in new[] { 7, 11 }
            from unit in new[] { 1, 2, 3 }
            from of in new[] { 1, 2, 3 }
            from value in new[] { -1, 0, 1, 2, 3 }
            from age in new[] { 0, 3_000 }
            from coil in new[] { -1, 0, 1 }
            from coilAge in new[] { 0, 3_000 }
            select new Situation(unit, [(byte)code]) { Known = [.. Known(3, 1, of, value, age), .. Known(1, 2, unit, coil, coilAge)] };
    }

    private static (int Code, int Address, int Unit, int Value, int Age)[] Known(int code, int address, int unit, int value, int age)
    {
        return value < 0 ? [] : [(code, address, unit, value, age)];
    }

    private static IEnumerable<Situation> Windows()
    {
        return Enumerable.Range(0, 7 * 48).Select(half => 30 * half).SelectMany(minute => new[] { minute, minute + 29 }).Append(-1)
            .Select(minute => new Situation(1, [7]) { WeekMinute = minute });
    }

    private static IEnumerable<Situation> Subs()
    {
        return
            from unit in new[] { 0, 1, 2, 7 }
            from pdu in new byte[][]
            {
                [8, 0, 0, 1, 2], [8, 0, 1, 0, 0], [8, 0, 2, 0, 0], [8, 0, 9, 1], [43, 13, 0], [43, 14, 1, 0], [43, 15], [90], [90, 1, 2],
            }
            select new Situation(unit, pdu);
    }

    private static byte[] Word(int word)
    {
        return [(byte)(word >> 8 & 0xFF), (byte)(word & 0xFF)];
    }

    private static byte[] Repeat(byte[] word, int times)
    {
        return [.. Enumerable.Range(0, times).SelectMany(_ => word)];
    }
}
