using System;
using System.Linq;
using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Testing;

/// <summary>Configurations for tests of the guard, from policy text as a technician writes it.</summary>
public static class SampleConfigurations
{
    /// <summary>An operator who may read 0-99 and write 40-41 within limits, on unit 1.</summary>
    public const string Plant = """
        role Operator
          allow 1,2,3,4   unit 1   address 0-99
          allow 6,16      unit 1   address 40-41   value 0-1500
        """;

    public static GuardConfiguration Of(string rules)
    {
        return new GuardConfiguration(Compile(rules));
    }

    public static CompiledPolicy Compile(string rules)
    {
        PolicyReading reading = PolicyReader.Read("edgeguard-policy 1\npolicy test version 1\n" + rules + "\n");
        if (reading.Policy != null) return reading.Policy;
        string problems = string.Join("; ", Enumerable.Range(0, reading.Problems.Count).Select(i => reading.Problems[i].ToString()));
        throw new InvalidOperationException("The test's policy has problems: " + problems);
    }
}
