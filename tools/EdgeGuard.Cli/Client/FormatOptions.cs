using System;
using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary>The options by which <c>read</c> and <c>write</c> take registers
/// for values: <c>--as f32 low-first</c>, as a policy writes it.</summary>
internal sealed class FormatOptions
{
    private readonly Option<string?> _as = new("--as")
    {
        Description = "What registers hold: u16, s16, or in pairs u32, s32, f32.",
        HelpName = "TYPE",
    };

    // Words of their own, so that they stand behind the type as in a policy, wherever the option itself stands.
    private readonly Option<bool> _low = new(RegisterFormat.LowFirst) { Description = "Behind --as: the low word of a pair comes first." };
    private readonly Option<bool> _high = new(RegisterFormat.HighFirst)
    {
        Description = "Behind --as: the high word comes first, as without a word.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_as);
        command.Add(_high);
        command.Add(_low);
    }

    /// <summary>The format; null where none was asked for, or with a <paramref name="problem"/>.</summary>
    internal RegisterFormat? Read(ParseResult parsed, bool isBits, out string problem)
    {
        problem = "";
        string? type = parsed.GetValue(_as);
        bool isLow = parsed.GetValue(_low);
        bool isHigh = parsed.GetValue(_high);
        if (type == null && !isLow && !isHigh) return null;
        if (type == null)
        {
            problem =
                $"{(isLow ? RegisterFormat.LowFirst : RegisterFormat.HighFirst)} says which word of a pair comes first: --as f32, or "
                    + $"another type of two registers";
        }
        else if (isBits)
        {
            problem = "--as is for registers, and coils and discrete inputs are on or off";
        }
        else if (isLow && isHigh)
        {
            problem = $"{RegisterFormat.LowFirst} or {RegisterFormat.HighFirst}, not both";
        }
        if (problem.Length > 0) return null;
        string[] order = isLow ? [RegisterFormat.LowFirst] : isHigh ? [RegisterFormat.HighFirst] : [];
        return RegisterFormat.Parse([.. type!.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. order], out problem);
    }
}
