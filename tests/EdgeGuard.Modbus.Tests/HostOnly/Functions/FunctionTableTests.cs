using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>Walks the rows of the table of functions: each is decoded, checked, framed and named as it says.</summary>
[TestClass]
public sealed class FunctionTableTests
{
    private static readonly IEnumerable<int> AllCodes = Enumerable.Range(0, 256);

    // Where the first value of the process stands in a PDU: of the request, of the response; 0: whatever stands behind the code may be one.
    private static readonly (byte Code, int Request, int Response)[] Values =
    [
        (1, 5, 2), (2, 5, 2), (3, 5, 2), (4, 5, 2), (5, 3, 3), (6, 3, 3), (7, 0, 0), (8, 0, 0), (11, 0, 0), (12, 0, 0),
        (15, 6, 5), (16, 6, 5), (17, 0, 0), (20, 0, 0), (21, 0, 0), (22, 3, 3), (23, 10, 2), (24, 0, 0), (43, 0, 0),
    ];

    // Only silence ends their frames.
    private static readonly byte[] WithoutLength = [8, 43];

    // The request does not tell how long its response is.
    private static readonly byte[] WithoutResponseLength = [8, 12, 17, 20, 24, 43];

    private static readonly WireVector[] Good = [.. WireVectorFolder.ReadAll().Where(v => v.Expect is "request" or "response")];

    [TestMethod]
    public void Every_function_code_has_a_row_and_no_other_code_has_one()
    {
        CollectionAssert.AreEqual(PublicFunctions.Codes.Select(code => (int)code).ToList(), AllCodes.Where(FunctionTable.IsKnown).ToList());
    }

    [TestMethod]
    public void Every_function_has_a_name_of_its_own()
    {
        string[] names = [.. PublicFunctions.Codes.Select(code => FunctionTable.Name(code))];
        CollectionAssert.AllItemsAreUnique(names);
        CollectionAssert.DoesNotContain(names, "");
        foreach (byte code in PublicFunctions.Codes) StringAssert.EndsWith(FunctionText.Text(code, -1), " " + FunctionTable.Name(code));
        string unknown = VendorFunctions.Name(0);
        foreach (byte code in VendorFunctions.Programming()) Assert.AreNotEqual(unknown, VendorFunctions.Name(code), "function " + code);
    }

    [TestMethod]
    public void A_code_without_a_row_is_nothing_but_its_number()
    {
        foreach (int code in AllCodes.Where(code => !FunctionTable.IsKnown(code)))
        {
            Assert.AreEqual("", FunctionTable.Name(code));
            Assert.AreEqual(AddressTable.None, FunctionTable.Table(code));
            Assert.AreEqual(0, FunctionTable.MostQuantity(code) + FunctionTable.MostSubFunction(code));
            bool isAnything = FunctionTable.IsRead(code) || FunctionTable.IsWrite(code) || FunctionTable.ReturnsValues(code);
            bool hasAnything = FunctionTable.HasAddress(code) || FunctionTable.HasFiles(code) || FunctionTable.HasSubFunction(code);
            Assert.IsFalse(isAnything || hasAnything, "function " + code);
        }
    }

    [TestMethod]
    public void What_a_row_says_is_what_decoding_finds()
    {
        foreach ((WireVector vector, Request request) in Decoded())
        {
            byte code = request.Function;
            string name = vector.ToString();
            AddressTable table = request.WriteTable != AddressTable.None ? request.WriteTable : request.ReadTable;
            bool returnsValues = AddressTables.IsProcessData(request.ReadTable);
            Assert.AreEqual(FunctionTable.Table(code), table, name);
            Assert.AreEqual(FunctionTable.IsWrite(code), request.IsWrite, name);
            Assert.AreEqual(FunctionTable.ReturnsValues(code), returnsValues, name);
            Assert.AreEqual(FunctionTable.IsRead(code), returnsValues && !request.IsWrite, name);
            Assert.AreEqual(FunctionTable.HasFiles(code), request.GroupCount > 0, name);
            Assert.AreEqual(FunctionTable.HasSubFunction(code), request.SubFunction >= 0, name);
            Assert.AreEqual(FunctionTable.HasFields(code), request.Length > 1, name);
            if (FunctionTable.IsRead(code)) Assert.AreEqual(code, FunctionTable.ReadFunction(table), name);
        }
    }

    [TestMethod]
    public void No_function_is_answered_by_its_code_alone()
    {
        foreach ((WireVector vector, Request request) in Decoded())
        {
            Assert.AreNotEqual(ResponseFault.None, ResponseCheck.Check(request, [request.Function], 0, 1), vector.ToString());
        }
    }

    [TestMethod]
    public void The_length_of_a_row_is_that_of_every_good_request_and_response()
    {
        var unknown = new HashSet<int>();
        foreach (WireVector vector in Good)
        {
            bool hasLengths = HasLength(RtuSide.Request, vector.Sent)
                && (vector.Received.Count == 0 || HasLength(RtuSide.Response, vector.Received));
            if (!hasLengths) unknown.Add(vector.Sent[ModbusLimits.MbapHeader]);
        }

        CollectionAssert.AreEquivalent(WithoutLength, unknown.Where(FunctionTable.IsKnown).Select(code => (byte)code).ToList());
    }

    [TestMethod]
    public void The_length_that_a_request_implies_is_that_of_every_good_response()
    {
        var unknown = new HashSet<byte>();
        foreach ((WireVector vector, Request request) in Decoded().Where(pair => pair.Vector.Received.Count > 0))
        {
            byte[] response = Pdu(vector.Received);
            if (response[0] >= FunctionCode.ExceptionFlag) continue;
            int length = ResponseLength.Of(request);
            if (length == ResponseLength.Unknown) unknown.Add(request.Function);
            else Assert.AreEqual(length, response.Length, vector.ToString());
        }

        CollectionAssert.AreEquivalent(WithoutResponseLength, unknown.ToList());
    }

    [TestMethod]
    public void Every_byte_that_can_be_a_value_is_known_to_be_one()
    {
        CollectionAssert.AreEqual(PublicFunctions.Codes.ToList(), Values.Select(row => row.Code).ToList());
        foreach (WireVector vector in Good)
        {
            byte[] pdu = Pdu(vector.Sent);
            (_, int request, int response) = Values.FirstOrDefault(row => row.Code == pdu[0]);
            Assert.AreEqual(Math.Max(1, request), ValueStart.Of(pdu, 0, pdu.Length, true), vector.ToString());
            if (vector.Received.Count == 0) continue;
            byte[] answer = Pdu(vector.Received);
            int start = answer[0] >= FunctionCode.ExceptionFlag ? ResponseLength.Exception : Math.Max(1, response);
            Assert.AreEqual(start, ValueStart.Of(answer, 0, answer.Length, false), vector.ToString());
        }
    }

    [TestMethod]
    public void A_pdu_of_another_length_shows_nothing_but_its_code()
    {
        foreach (byte code in PublicFunctions.Codes)
        {
            for (int length = 2; length < ModbusLimits.MaxPdu; length++)
            {
                // A count that no rest of a PDU has.
                byte[] pdu = [code, .. Enumerable.Repeat((byte)0xFF, length - 1)];
                if (length is 5 or 7) continue;
                Assert.AreEqual(1, ValueStart.Of(pdu, 0, length, true), "request " + code + ", " + length);
                Assert.AreEqual(1, ValueStart.Of(pdu, 0, length, false), "response " + code + ", " + length);
            }
        }
    }

    [TestMethod]
    public void The_readme_lists_every_function()
    {
        string[] rows = File.ReadAllLines(Path.Combine(WireVectorFolder.Checkout, "README.md"))
            .SkipWhile(line => line != "## Function codes")
            .TakeWhile(line => !line.StartsWith("Every code can have", StringComparison.Ordinal))
            .Where(line => Regex.IsMatch(line, @"^\| \d"))
            .ToArray();
        int[] listed = [.. rows.Where(row => !row.Contains("vendor codes", StringComparison.Ordinal)).SelectMany(Codes).Distinct()];
        CollectionAssert.AreEquivalent(PublicFunctions.Codes.Select(code => (int)code).ToList(), listed);
        int[] others = [.. rows.Where(row => row.Contains("vendor codes", StringComparison.Ordinal)).SelectMany(Codes)];
        CollectionAssert.IsSubsetOf(VendorFunctions.Programming().Select(code => (int)code).ToList(), others);
    }

    [TestMethod]
    public void The_recipe_for_a_new_function_names_files_and_tests_that_exist()
    {
        string tests = Path.Combine(WireVectorFolder.Checkout, "tests");
        string firmware = Path.Combine(WireVectorFolder.Checkout, "firmware");
        string recipe = File.ReadAllText(Path.Combine(firmware, "EdgeGuard.Modbus", "README.md"));
        foreach (Match file in Regex.Matches(recipe, @"`([\w./]+\.cs)`"))
        {
            string path = file.Groups[1].Value.Replace("Functions/", "EdgeGuard.Modbus/Functions/", StringComparison.Ordinal);
            Assert.IsTrue(File.Exists(Path.Combine(firmware, path)) || path == "Vectors.g.cs", path);
        }

        MatchCollection named = Regex.Matches(recipe, @"`(\w+Tests)\.(\w+)");
        Assert.IsGreaterThan(5, named.Count);
        foreach (Match test in named)
        {
            string source = File.ReadAllText(Directory.GetFiles(tests, test.Groups[1].Value + ".cs", SearchOption.AllDirectories).Single());
            StringAssert.Contains(source, "public void " + test.Groups[2].Value, test.Value);
        }
    }

    // Of a row's first cell; 43/14 is a 43.
    private static IEnumerable<int> Codes(string row)
    {
        return Regex.Matches(row.Split('|')[1], @"(?<![/\d])\d+").Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(WireVector Vector, Request Request)> Decoded()
    {
        foreach (WireVector vector in Good)
        {
            byte[] pdu = Pdu(vector.Sent);
            var request = new Request();
            Assert.IsTrue(request.Decode(1, pdu, 0, pdu.Length), vector.ToString());
            if (request.IsKnown) yield return (vector, request);
        }
    }

    private static bool HasLength(RtuSide side, IReadOnlyList<byte> frame)
    {
        byte[] rtu = [frame[6], .. Pdu(frame), 0, 0];
        int length = RtuLength.Of(side, rtu, 0, rtu.Length);
        if (length != RtuLength.Unknown) Assert.AreEqual(rtu.Length, length, Convert.ToHexString(rtu));
        return length != RtuLength.Unknown;
    }

    private static byte[] Pdu(IReadOnlyList<byte> frame)
    {
        return [.. frame.Skip(ModbusLimits.MbapHeader)];
    }
}
