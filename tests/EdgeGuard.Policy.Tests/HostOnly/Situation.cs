using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>One request, and the circumstances in which it is judged.</summary>
internal sealed class Situation(int unit, byte[] pdu)
{
    private const int Now = 100_000;

    /// <summary>Values read from the PLC: the function that reads them, address, unit, value, and how many milliseconds ago.</summary>
    internal (int Code, int Address, int Unit, int Value, int Age)[] Known { get; init; } = [];

    internal int WeekMinute { get; init; } = JudgeInput.TimeUnknown;

    /// <summary>Whether a policy allows it to role A.</summary>
    internal bool IsAllowed(CompiledPolicy policy)
    {
        return Judge(policy).Verdict == Verdict.Allow;
    }

    /// <summary>What the judge says of it for role A.</summary>
    internal Decision Judge(CompiledPolicy policy)
    {
        var decision = new Decision();
        if (Decode() is { } request) EdgeGuard.Policy.Judge.Run(policy, policy.RoleIndex("A"), request, Input(policy), decision);
        return decision;
    }

    /// <summary>What a person is told of it for role A.</summary>
    internal Explanation Explain(PolicyReading reading)
    {
        return PolicyExplainer.Explain(reading.Document, reading.Policy!, "A", Decode()!, Input(reading.Policy!));
    }

    private Request? Decode()
    {
        var request = new Request();
        return request.Decode((byte)unit, pdu, 0, pdu.Length) ? request : null;
    }

    private JudgeInput Input(CompiledPolicy policy)
    {
        var input = new JudgeInput { Now = Now, HeldSince = Now - 10_000, WeekMinute = WeekMinute, Values = new ObservedValues(policy) };
        foreach ((int code, int address, int of, int value, int age) in Known)
        {
            input.Values.Store((byte)of, FunctionTable.Table(code), address, value, Now - age);
        }
        return input;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return $"unit {unit} {System.Convert.ToHexString(pdu)} at {WeekMinute} with {string.Join(", ", Known)}";
    }
}
