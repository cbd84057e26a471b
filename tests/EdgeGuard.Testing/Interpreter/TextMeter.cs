using System;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EdgeGuard.Testing.Interpreter;

/// <summary>Counts the characters that the interpreter walks over: there a text is UTF-8, and <c>text[i]</c>, <c>Length</c>, <c>IndexOf</c>
/// and <c>Substring</c> count from its beginning every time.</summary>
public static class TextMeter
{
    /// <summary>The shared assemblies with every use of a text counted.</summary>
    public static MeteredCode Load()
    {
        return new MeteredCode(Rewrite);
    }

    /// <summary>Characters walked by what an action calls.</summary>
    public static long Count(Action action)
    {
        WalkedText.Walked = 0;
        action();
        return WalkedText.Walked;
    }

    private static void Rewrite(MethodDefinition method)
    {
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference { DeclaringType.FullName: "System.String" } called || HasSpan(called)) continue;
            instruction.Operand = method.Module.ImportReference(Counted(called));
            instruction.OpCode = OpCodes.Call;
        }
    }

    // What the compiler makes of text + character on the host; on the device it calls what is counted.
    private static bool HasSpan(MethodReference called)
    {
        return called.FullName.Contains("System.ReadOnlySpan", StringComparison.Ordinal);
    }

    private static MethodInfo Counted(MethodReference called)
    {
        string[] parameters = called.Parameters.Select(p => p.ParameterType.FullName).ToArray();
        bool isMade = called.Name == ".ctor";
        string name = isMade ? nameof(WalkedText.Make) : called.Name;
        string[] takes = called.HasThis && !isMade ? [.. parameters.Prepend("System.String")] : parameters;
        MethodInfo? counted = typeof(WalkedText).GetMethods()
            .FirstOrDefault(m => m.Name == name && m.GetParameters().Select(p => p.ParameterType.FullName).SequenceEqual(takes));
        return counted ?? throw new InvalidOperationException($"nothing counts {called.FullName} yet: add it to {nameof(WalkedText)}");
    }
}
