using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>Lists of a line, however long and in whatever order: read right, and at a cost that grows with their length.</summary>
[TestClass]
public sealed class ListReadingTests
{
    [TestMethod]
    public void Joined_ranges_are_the_numbers_that_were_given_in_order_and_as_few_as_can_be() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 9]).Array[0, 40].Sample(given =>
        {
            var ranges = new RangeList();
            var numbers = new SortedSet<long>();
            foreach ((int lo, int more) in given)
            {
                ranges.Join(lo, lo + more);
                for (int i = lo; i <= lo + more; i++) numbers.Add(i);
            }
            CollectionAssert.AreEqual(numbers.ToArray(), Numbers(ranges).ToArray());
            for (int i = 1; i < ranges.Count; i++) Assert.IsGreaterThan(ranges.Hi(i - 1) + 1, ranges.Lo(i));
        });

    [TestMethod]
    public void Functions_are_sorted_and_none_stands_twice_and_one_without_sub_function_stands_for_all()
    {
        Gen<int> ofDiagnostics = Gen.Int[0, 20].Select(sub => FunctionItem.Pack(FunctionCode.Diagnostics, sub));
        Gen.OneOf(Gen.Int[1, 12].Select(Code), ofDiagnostics).Array[1, 30].Sample(given =>
        {
            int[] whole = [.. given.Where(IsWhole).Select(FunctionItem.Code)];
            int[] expected = [.. given.Where(one => IsWhole(one) || !whole.Contains(FunctionItem.Code(one))).Distinct().Order()];
            CollectionAssert.AreEqual(expected, Read("allow " + string.Join(',', given.Select(Text))).Functions);
        });
    }

    [TestMethod]
    [DataRow("allow 6 address 1 value ", "{0}")]
    [DataRow("allow 16 address 0-1 as f32 high-first value ", "{0}.5")]
    [DataRow("allow ", "8/{0}")]
    [DataRow("allow 3 address ", "{0}")]
    public void A_list_twice_as_long_makes_twice_the_garbage(string line, string item)
    {
        long once = Garbage(line, item, 2_000);
        long twice = Garbage(line, item, 4_000);
        Assert.IsLessThan(2.6 * once, (double)twice, $"{once} bytes, then {twice}");
    }

    private static long Garbage(string line, string item, int count)
    {
        IEnumerable<string> items = Enumerable.Range(1000, count).Select(i => string.Format(CultureInfo.InvariantCulture, item, 2 * i));
        string text = line + string.Join(',', items);
        Read(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PolicyLine Read(string line)
    {
        PolicyReading reading = PolicyReader.Read("edgeguard-policy 1\npolicy p version 1\nrole A\n  " + line + "\n");
        Assert.AreEqual(0, reading.Problems.Errors, reading.Problems.Count > 0 ? reading.Problems[0].Message : "");
        return reading.Document.Roles[0].Lines[0];
    }

    private static bool IsWhole(int item) => FunctionItem.Sub(item) == FunctionItem.AnySub;

    private static int Code(int code) => FunctionItem.Pack(code, FunctionItem.AnySub);

    private static string Text(int item) =>
        IsWhole(item) ? $"{FunctionItem.Code(item)}" : $"{FunctionItem.Code(item)}/{FunctionItem.Sub(item)}";

    private static IEnumerable<long> Numbers(RangeList ranges)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            for (long number = ranges.Lo(i); number <= ranges.Hi(i); number++) yield return number;
        }
    }
}
