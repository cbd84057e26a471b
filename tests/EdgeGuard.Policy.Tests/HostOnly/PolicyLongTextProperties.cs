using System;
using System.Linq;
using System.Text;
using CsCheck;

namespace EdgeGuard.Policy.Tests;

/// <summary>Policies as large as they may be, of few kinds of lines with ever
/// other numbers: what fills tables, bytes and classes to their edges.</summary>
[TestClass]
public class PolicyLongTextProperties
{
    private static readonly string[] Lines =
    [
        "allow 3 unit {u} address {a}",
        "allow reads,writes unit {u}",
        "allow 6 address {a} value {v}",
        "allow 16 address {a} quantity 1-9",
        "allow 6,16 address {a} step {u}",
        "allow 5 address {a} when 3:{a} = {v} within 1s",
        "allow 23 read {a} write {u}",
        "allow 20 file {v} record {u}",
        "allow 22 unit {u} address {a} mask 0x00F0",
        "never 6,16 unit {u} address {a}",
        "role R{i}",
        "role R{i} includes R{p}",
    ];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Int[0, Lines.Length - 1].Array[1, 4], Gen.Int[1, 3000], Gen.Int[1, 40]).Select((kinds, count, step) =>
    {
        var text = new StringBuilder("edgeguard-policy 1\npolicy long version 1\nrole R0\n");
        for (int i = 1; i <= count; i++)
        {
            int number = i * step;
            text.Append(Lines[kinds[i % kinds.Length]]
                .Replace("{u}", (number % 256).ToString(), StringComparison.Ordinal)
                .Replace("{a}", (number % 65536).ToString(), StringComparison.Ordinal)
                .Replace("{v}", (number % 60000 + 1).ToString(), StringComparison.Ordinal)
                .Replace("{i}", i.ToString(), StringComparison.Ordinal)
                .Replace("{p}", (i / 2).ToString(), StringComparison.Ordinal)).Append('\n');
        }
        return text.ToString();
    });

    [TestMethod]
    public void A_text_is_compiled_to_what_its_canonical_form_compiles_to_or_refused_in_words() => Text.Sample(
        text =>
        {
            PolicyReading reading = PolicyReader.Read(text);
            if (reading.Policy == null) return reading.Problems.Errors > 0;
            PolicyReading again = PolicyReader.Read(PolicyWriter.Write(reading.Document));
            return again.Policy != null && again.Policy.GetHash().SequenceEqual(reading.Policy.GetHash());
        },
        iter: 60,
        threads: 1);
}
