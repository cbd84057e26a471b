using System.Collections.Generic;
using System.Linq;
using System.Reflection.Emit;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>Where a method makes objects, as the interpreter sees it: there a structure in a local is an object too.</summary>
internal static class Allocations
{
    internal static IReadOnlyList<string> Of(IlProgram program, IlMethod method)
    {
        IEnumerable<string> made = method.Code.Where(i => Makes(i)).Select(i => $"{method.Short}: {i.Code.Name} {i.Operand}");
        IEnumerable<string> locals = method.ValueLocals.Where(type => !program.IsEnum(type)).Select(
            type => $"{method.Short}: local {type}");
        return made.Concat(locals).ToList();
    }

    private static bool Makes(IlInstruction instruction)
    {
        return instruction.Code == OpCodes.Newobj || instruction.Code == OpCodes.Newarr || instruction.Code == OpCodes.Box
            || MakesText(instruction);
    }

    private static bool MakesText(IlInstruction instruction)
    {
        bool isCall = instruction.Code == OpCodes.Call || instruction.Code == OpCodes.Callvirt;
        if (!isCall) return false;
        bool isOfString = instruction.Operand.StartsWith("System.String::", System.StringComparison.Ordinal)
            && !instruction.Operand.StartsWith("System.String::op_", System.StringComparison.Ordinal)
            && !instruction.Operand.StartsWith("System.String::get_", System.StringComparison.Ordinal);
        return isOfString || instruction.Operand.Contains("::ToString(", System.StringComparison.Ordinal);
    }
}
