using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

[TestClass]
public class VectorFileTests
{
    private static readonly string[] RtuFaults = ["broken crc ", "broken half-frame ", "broken no-silence "];

    private static readonly IReadOnlyList<WireVector> All = WireVectorFolder.ReadAll();

    private static readonly IReadOnlyList<WireVector> Rtu = WireVectorFolder.ReadRtu();

    public static IEnumerable<object[]> RtuVectors
    {
        get { return Rtu.Select(vector => new object[] { vector }); }
    }

    public static IEnumerable<object[]> Vectors
    {
        get { return All.Select(vector => new object[] { vector }); }
    }

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void Every_vector_holds_whole_and_cut_at_every_position(WireVector vector)
    {
        VectorCheck.Run(
            vector.ToString(), vector.Expect, vector.Decoded, vector.FrameMax, vector.After, [.. vector.Sent], [.. vector.Received]);
    }

    [TestMethod]
    [DynamicData(nameof(RtuVectors))]
    public void Every_RTU_vector_holds_whole_and_cut_at_every_position(WireVector vector)
    {
        RtuVectorCheck.Run(vector.ToString(), vector.Expect, [.. vector.Sent], [.. vector.Received]);
    }

    [TestMethod]
    public void Every_public_function_has_an_RTU_request_and_response()
    {
        var missing = PublicFunctions.Codes
            .Where(code => !Rtu.Any(v => IsFrameOf(v.Sent, code)) || !Rtu.Any(v => IsFrameOf(v.Received, code)));

        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void What_the_device_carries_is_what_the_folder_says()
    {
        string path = Path.Combine(WireVectorFolder.Checkout, "tests", "EdgeGuard.Modbus.Tests", "Vectors.g.cs");
        string expected = VectorSource.Of(All, Rtu);
        if (Environment.GetEnvironmentVariable("EDGEGUARD_UPDATE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.AreEqual(expected, File.ReadAllText(path), "tests/vectors and Vectors.g.cs differ; run once with EDGEGUARD_UPDATE=1");
    }

    [TestMethod]
    public void Every_public_function_has_a_request_a_malformed_one_and_answers_that_fit_and_do_not()
    {
        var missing =
            from code in PublicFunctions.Codes
            from outcome in new[] { "request", "malformed", "response", "mismatch" }
            where !All.Any(vector => Outcome(vector) == outcome && vector.Sent[ModbusLimits.MbapHeader] == code)
            select $"{code} {outcome}";

        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void Every_fault_that_the_wire_can_bring_is_met_by_a_vector()
    {
        // Not by a vector: an empty PDU. The framer takes it for a broken frame, so only unit tests can show it. Nor what
        // whoever reads frames finds, and not the framer or the check: what stands in the header, an end that the CRC does not tell, and
        // text or RTU where Modbus/TCP should be.
        var faults = Names<FrameFault>("broken").Except(RtuFaults).Concat(
            Names<RequestFault>("malformed")).Concat(Names<ResponseFault>("mismatch"));
        var missing = faults.Where(fault => !All.Any(vector => (vector.Expect + " ").StartsWith(fault, StringComparison.Ordinal)));

        Assert.AreEqual(
            "broken end-unclear , broken text , broken rtu-over-tcp , malformed empty , mismatch empty , mismatch unit , mismatch "
                + "length-field , mismatch transaction ",
            string.Join(", ", missing));
        foreach (string fault in RtuFaults)
        {
            Assert.IsTrue(Rtu.Any(v => v.Expect.StartsWith("rtu " + fault, StringComparison.Ordinal)), fault);
        }
    }

    private static bool IsFrameOf(IReadOnlyList<byte> frame, byte code)
    {
        return frame.Count > 1 && frame[1] == code;
    }

    private static string Outcome(WireVector vector)
    {
        return vector.Expect.Split(' ')[0];
    }

    private static IEnumerable<string> Names<T>(string outcome)
        where T : struct, Enum
    {
        return Enum.GetNames<T>()
            .Where(name => name != "None")
            .Select(name => $"{outcome} {string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + c : c.ToString()))} ")
            .Select(text => text.ToLowerInvariant());
    }
}
