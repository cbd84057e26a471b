using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace EdgeGuard.Testing.Interpreter;

/// <summary>Counts the instructions that the interpreter would execute, and
/// the calls among them: a call costs there what seven others do.</summary>
public static class CodeMeter
{
    /// <summary>The shared assemblies with every instruction counted.</summary>
    public static MeteredCode Load()
    {
        return new MeteredCode(Rewrite);
    }

    /// <summary>What an action executes of them.</summary>
    public static ExecutedCode Count(Action action)
    {
        ExecutedCode.Begin();
        action();
        return ExecutedCode.End();
    }

    private static void Rewrite(MethodDefinition method)
    {
        Mono.Cecil.Cil.MethodBody body = method.Body;
        body.SimplifyMacros();
        var moved = new Dictionary<Instruction, Instruction>();
        ILProcessor il = body.GetILProcessor();
        foreach (Instruction instruction in body.Instructions.ToArray())
        {
            // What stands before these must stay before them.
            if (instruction.Previous?.OpCode.OpCodeType == OpCodeType.Prefix) continue;
            Instruction count = il.Create(OpCodes.Call, method.Module.ImportReference(Counter(instruction)));
            il.InsertBefore(instruction, count);
            moved.Add(instruction, count);
        }
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target && moved.TryGetValue(target, out Instruction? first)) instruction.Operand = first;
            if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = targets.Select(t => moved.GetValueOrDefault(t, t)).ToArray();
            }
        }
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(moved, handler.TryStart);
            handler.TryEnd = Moved(moved, handler.TryEnd);
            handler.HandlerStart = Moved(moved, handler.HandlerStart);
            handler.HandlerEnd = Moved(moved, handler.HandlerEnd);
            handler.FilterStart = Moved(moved, handler.FilterStart);
        }
    }

    private static Instruction? Moved(Dictionary<Instruction, Instruction> moved, Instruction? instruction)
    {
        return instruction == null ? null : moved.GetValueOrDefault(instruction, instruction);
    }

    private static MethodInfo Counter(Instruction instruction)
    {
        bool isCall = instruction.OpCode.FlowControl == FlowControl.Call;
        return typeof(ExecutedCode).GetMethod(isCall ? nameof(ExecutedCode.Call) : nameof(ExecutedCode.Step))!;
    }
}
