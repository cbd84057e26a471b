using System.Collections.Generic;

namespace EdgeGuard.Policy.Tests;

/// <summary>One clause at work: a line that has it, the same line without it, and two requests that it tells apart.</summary>
/// <param name="Line">As the writer prints it, without <c>allow</c>.</param>
/// <param name="Without">The line without the clause.</param>
/// <param name="Refused">What the line refuses because of the clause.</param>
/// <param name="Allowed">What it allows.</param>
/// <param name="Reason">Why it refuses.</param>
/// <param name="Why">The same for a person.</param>
internal sealed record PolicyClauseSample(string Line, string Without, Situation Refused, Situation Allowed, Refusal Reason, string Why)
{
    private const int Monday7 = 7 * 60;

    private static readonly byte[] Write40 = [6, 0, 40, 0, 7];

    /// <summary>By the word of the clause.</summary>
    internal static readonly Dictionary<string, PolicyClauseSample> Of = new()
    {
        ["unit"] = new("6 unit 1", "6", new(2, Write40), new(1, Write40), Refusal.Unit, "is not for unit 2"),
        ["address"] = new(
            "6 address 40-41", "6", new(1, [6, 0, 42, 0, 7]), new(1, Write40),
            Refusal.Address, "holding register 42 (4x00043) is not within 40-41"),
        ["read"] = new(
            "23 read 0-49 write 40-41", "23",
            new(1, [23, 0, 50, 0, 1, 0, 40, 0, 1, 2, 0, 7]), new(1, [23, 0, 49, 0, 1, 0, 40, 0, 1, 2, 0, 7]),
            Refusal.Address, "reads 50 (4x00051), which is not within 0-49"),
        ["write"] = new(
            "23 read 0-49 write 40-41", "23",
            new(1, [23, 0, 0, 0, 1, 0, 42, 0, 1, 2, 0, 7]), new(1, [23, 0, 0, 0, 1, 0, 41, 0, 1, 2, 0, 7]),
            Refusal.Address, "holding register 42 (4x00043) is not within 40-41"),
        ["file"] = new(
            "20 file 4", "20", new(1, [20, 7, 6, 0, 5, 0, 0, 0, 1]), new(1, [20, 7, 6, 0, 4, 0, 0, 0, 1]),
            Refusal.Address, "file 5 is not within 4"),
        ["record"] = new(
            "20 record 0-99", "20", new(1, [20, 7, 6, 0, 4, 0, 95, 0, 10]), new(1, [20, 7, 6, 0, 4, 0, 95, 0, 5]),
            Refusal.Address, "records from 95 on are not within 0-99"),
        ["quantity"] = new(
            "3 quantity 1-16", "3", new(1, [3, 0, 0, 0, 17]), new(1, [3, 0, 0, 0, 16]), Refusal.Quantity, "quantity 17 is not within 1-16"),
        ["value"] = new(
            "6 value 0-7", "6", new(1, [6, 0, 40, 0, 8]), new(1, Write40), Refusal.Value, "value 8 at 40 (4x00041) is not within 0-7"),
        ["step"] = new(
            "6 address 40 step 5", "6 address 40",
            new(1, Write40) { Known = [(3, 40, 1, 13, 0)] }, new(1, Write40) { Known = [(3, 40, 1, 12, 0)] },
            Refusal.Step, "value 7 at 40 (4x00041) is more than 5 from the present one"),
        ["as"] = new(
            "16 address 60-61 value 0-4294967295 as u32 high-first", "16 address 60-61", new(1, [16, 0, 60, 0, 1, 2, 0, 7]),
            new(1, [16, 0, 60, 0, 2, 4, 0, 0, 0, 7]),
            Refusal.Value,
            "register 60 (4x00061) is half of a pair: u32 is written whole; in registers 0 = 0000 0000, 4294967295 = FFFF FFFF"),
        ["mask"] = new(
            "22 mask 0x00F0", "22", new(1, [22, 0, 4, 0xF0, 0x0F, 0, 0x10]), new(1, [22, 0, 4, 0xFF, 0x0F, 0, 0x10]),
            Refusal.Mask, "bits 0x0F00 would change, and only 0x00F0 may"),
        ["when"] = new(
            "6 when 3:12 = 0 within 5s", "6",
            new(1, Write40) { Known = [(3, 12, 1, 1, 0)] }, new(1, Write40) { Known = [(3, 12, 1, 0, 0)] },
            Refusal.State, "holds when 3:12 = 0 within 5s, and holding register 12 (4x00013) is 1"),
        ["during"] = new(
            "6 during mon 06:00-18:00", "6",
            new(1, Write40) { WeekMinute = Monday7 + 1440 }, new(1, Write40) { WeekMinute = Monday7 },
            Refusal.Time, "holds during mon 06:00-18:00 only"),
    };
}
