using System;

namespace EdgeGuard.Testing.Interpreter;

/// <summary>How much was executed by one thread. <see cref="CodeMeter"/>
/// builds the calls of <see cref="Step"/> and <see cref="Call"/> in.</summary>
/// <param name="Instructions">All, calls among them.</param>
/// <param name="Calls">Calls of methods and constructors.</param>
public sealed record ExecutedCode(long Instructions, long Calls)
{
    [ThreadStatic]
    private static long _instructions;

    [ThreadStatic]
    private static long _calls;

    /// <summary>An instruction that is no call.</summary>
    public static void Step()
    {
        _instructions++;
    }

    /// <summary>A call.</summary>
    public static void Call()
    {
        _instructions++;
        _calls++;
    }

    internal static void Begin()
    {
        _instructions = 0;
        _calls = 0;
    }

    internal static ExecutedCode End()
    {
        return new ExecutedCode(_instructions, _calls);
    }
}
