using System;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Guard.Tests;

/// <summary>Every function that Modbus knows can be written as people write requests, and is named in words and in traces.</summary>
[TestClass]
public sealed class FunctionCoverageTests
{
    // As people write one.
    private static readonly string[] Samples =
    [
        "01 address 5", "02 address 5", "03 address 40 quantity 2", "04 address 3x00001", "05 address 7 value on",
        "06 address 40 value 2000", "07", "08/0", "11", "12", "15 address 0 values on,off,on", "16 address 1-2 values 1,2", "17",
        "20 file 4 record 0-9", "21 file 4 record 7 values 1,2", "22 address 4 and 0xFF00 or 0x0001", "23 read 0-9 write 40 value 1,2",
        "24 address 5", "43/14",
    ];

    [TestMethod]
    public void Every_function_can_be_written_as_people_write_it()
    {
        foreach (string sample in Samples) Assert.IsTrue(Request(sample).IsKnown, sample);
        CollectionAssert.AreEqual(PublicFunctions.Codes.ToList(), Samples.Select(sample => Request(sample).Function).ToList());
    }

    [TestMethod]
    public void Every_function_is_put_in_words_with_its_name_and_what_it_touches()
    {
        foreach (string sample in Samples)
        {
            Request request = Request(sample);
            string words = RequestWords.Text(request);
            StringAssert.StartsWith(words, FunctionText.Text(request.Function, request.SubFunction) + ", unit 1", sample);
            if (FunctionTable.HasAddress(request.Function)) StringAssert.Matches(words, new Regex("(address|read|write) \\d"), sample);
            if (FunctionTable.HasFiles(request.Function)) StringAssert.Contains(words, "file 4 records ", sample);
        }
    }

    [TestMethod]
    public void A_trace_tells_every_function_by_its_name_and_with_values_what_it_writes()
    {
        string all = string.Join(',', PublicFunctions.Codes);
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow " + all)));
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Request) { HasValues = true }, bed.Clock)!;
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a"));
        foreach (string sample in Samples) GuardBed.Ask(client, Adu.Frame(1, 1, new RequestReader().Read(sample)!));
        string[] lines = bed.Traced(tap);
        for (int i = 0; i < Samples.Length; i++)
        {
            Request request = Request(Samples[i]);
            StringAssert.StartsWith(lines[i], "#1 " + FunctionText.Text(request.Function, request.SubFunction) + " unit 1", Samples[i]);
            bool isValued = request.IsWrite || FunctionTable.ReturnsValues(request.Function);
            bool tellsValues = isValued && FunctionTable.HasAddress(request.Function);
            Assert.AreEqual(tellsValues, lines[i].Contains(" = ", StringComparison.Ordinal), lines[i]);
        }
    }

    private static Request Request(string text)
    {
        var reader = new RequestReader();
        byte[]? pdu = reader.Read(text);
        Assert.IsNotNull(pdu, text + ": " + reader.Problem);
        var request = new Request();
        Assert.IsTrue(request.Decode(reader.Unit, pdu, 0, pdu.Length), text);
        return request;
    }
}
