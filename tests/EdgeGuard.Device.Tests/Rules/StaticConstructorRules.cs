using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Emit;
using EdgeGuard.Device.Tests.Rules.Samples;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>The interpreter runs every static constructor at its start, sorted by the name of the type, and swallows what one throws: none
/// may need what another one sets.</summary>
[TestClass]
public sealed class StaticConstructorRules
{
    private const string SampleTypes = "EdgeGuard.Device.Tests.Rules.Samples.";

    [TestMethod]
    public void None_needs_what_another_one_sets()
    {
        Assert.AreEqual("", string.Join('\n', Needs(IlProgram.Read())));
    }

    [TestMethod]
    public void One_that_needs_another_is_found_however_far_away()
    {
        IlProgram samples = IlProgram.Read(typeof(Needy).Assembly, type => type.StartsWith(SampleTypes, StringComparison.Ordinal));
        CollectionAssert.AreEqual(
            new[] { "Needy: NeededTable.Twice reads " + SampleTypes + "NeededTable::Values" }, Needs(samples).ToArray());
    }

    private static IEnumerable<string> Needs(IlProgram program)
    {
        // What the compiler makes for itself (closures, tables of constants) is set where it is used, or by the loader.
        IlMethod[] constructors = program.StaticConstructors.Where(m => !m.Type.Contains('<', StringComparison.Ordinal)).ToArray();
        HashSet<string> set = constructors.SelectMany(m => m.Code.Where(i => i.Code == OpCodes.Stsfld).Select(i => i.Operand)).ToHashSet();
        return constructors.SelectMany(constructor => program.Called(constructor.Key)
            .SelectMany(
                method => Reads(method).Where(
                    field => set.Contains(field) && !field.StartsWith(constructor.Type + "::", StringComparison.Ordinal))
                .Select(field => $"{Last(constructor.Type)}: {method.Short} reads {field}")));
    }

    private static IEnumerable<string> Reads(IlMethod method)
    {
        return method.Code.Where(i => i.Code == OpCodes.Ldsfld || i.Code == OpCodes.Ldsflda).Select(i => i.Operand);
    }

    private static string Last(string type)
    {
        return type[(type.LastIndexOf('.') + 1)..];
    }
}
