using System;
using CsCheck;

namespace EdgeGuard.Policy.Tests;

[TestClass]
public class EditDistanceProperties
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abc"], 0, 8];

    [TestMethod]
    public void Within_the_limit_it_is_what_the_definition_says_and_else_the_limit() =>
        Gen.Select(Word, Word, Gen.Int[1, 6]).Sample((a, b, limit) =>
        EditDistance.Between(a, b, limit) == Math.Min(limit, Defined(a, b)));

    private static int Defined(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length == 0 || b.Length == 0) return a.Length + b.Length;
        if (a[0] == b[0]) return Defined(a[1..], b[1..]);
        return 1 + Math.Min(Defined(a[1..], b[1..]), Math.Min(Defined(a[1..], b), Defined(a, b[1..])));
    }
}
