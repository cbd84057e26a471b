using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Policy.Tests;

/// <summary>What the policy language makes of each function that Modbus knows, and what the documents say of that.</summary>
[TestClass]
public sealed class FunctionPolicyTests
{
    // What a policy line can say of a function, by the word that the README has for it.
    private static readonly (string Word, string Clause)[] Clauses =
    [
        ("address", "address 0-9"), ("both ranges", "read 0-9 write 0-9"), ("file", "file 4"), ("record", "record 0-9"),
        ("quantity", "quantity 1"), ("value", "value 1"), ("value", "value on"), ("step", "step 5"), ("mask", "mask 0x00F0"),
    ];

    [TestMethod]
    public void What_only_can_be_allowed_whole_are_diagnostics_and_interfaces_of_others()
    {
        byte[] blind = [.. PublicFunctions.Codes.Where(code => !FunctionItem.CanBeJudged(code, FunctionItem.AnySub))];
        CollectionAssert.AreEqual(new byte[] { FunctionCode.Diagnostics, FunctionCode.EncapsulatedInterface }, blind);
        Assert.IsTrue(FunctionItem.CanBeJudged(FunctionCode.EncapsulatedInterface, FunctionCode.MeiDeviceIdentification));
        Assert.IsFalse(FunctionItem.CanBeJudged(FunctionCode.EncapsulatedInterface, FunctionCode.MeiCanOpen));
        Assert.IsFalse(FunctionItem.CanBeJudged(90, FunctionItem.AnySub));
    }

    [TestMethod]
    public void The_readme_says_what_a_line_can_bind_of_each_function()
    {
        string[][] rows = Table("README.md", "## Function codes");
        foreach (string[] row in rows.Where(row => !row[1].Contains("vendor codes", StringComparison.Ordinal)))
        {
            foreach (string item in row[0].Split(", ")) Assert.AreEqual(row[3], Bound(item), item);
        }
    }

    [TestMethod]
    public void The_policy_page_lists_what_the_groups_stand_for()
    {
        string[][] rows = Table("firmware/EdgeGuard.Policy/README.md", "## Functions");
        CollectionAssert.AreEqual(FunctionGroups.Words, rows.Select(row => row[0].Trim('`')).ToList());
        foreach (string[] row in rows)
        {
            CollectionAssert.AreEqual(row[1].Split(':')[0].Split(',').Select(Item).ToList(), FunctionGroups.Of(row[0].Trim('`')), row[0]);
        }
    }

    // In the order of the README: "unit, address, quantity, value".
    private static string Bound(string item)
    {
        var words = new List<string> { "unit" };
        if (Compiles(item + "/1")) words.Add("sub-function");
        words.AddRange(Clauses
            .Where(clause => Compiles(item + " " + clause.Clause) || Compiles(item + " address 0-9 " + clause.Clause))
            .Select(clause => clause.Word));
        if (words.Contains("both ranges")) words.Remove("address");
        if (words.Contains("sub-function") && Compiles(item + "/0 quantity 1")) words.Add("of 08/0 quantity");
        return string.Join(", ", words);
    }

    private static bool Compiles(string line)
    {
        return PolicyReader.Read("edgeguard-policy 1\npolicy x version 1\nrole A\n  allow " + line + "\n").Problems.Errors == 0;
    }

    private static int Item(string text)
    {
        int[] numbers = [.. text.Split('/').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return FunctionItem.Pack(numbers[0], numbers.Length > 1 ? numbers[1] : FunctionItem.AnySub);
    }

    // The cells of the first table behind a heading, without its head.
    private static string[][] Table(string file, string heading)
    {
        return File.ReadAllLines(Path.Combine(WireVectorFolder.Checkout, file))
            .SkipWhile(line => line != heading)
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToArray();
    }
}
