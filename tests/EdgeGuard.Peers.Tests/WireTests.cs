using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Peers.Tests;

/// <summary>What an independent reader of the wire sees on both sides of the module in the same run.</summary>
[TestClass]
public class WireTests
{
    [TestMethod]
    public void Only_what_the_policy_allows_reaches_the_PLC_and_that_byte_for_byte()
    {
        using var plant = new Plant();
        int plcPort = Pymodbus.StartServer(plant.Site);
        plant.StartModule(plcPort);
        string keyLog = Path.Combine(plant.Site.Folder, "client.keys");
        File.WriteAllText(keyLog, "");
        using var tshark = new Tshark(plant.Site.Folder, keyLog, plant.ModulePort, plcPort);
        Pymodbus.Ask(plant, "mbap", keyLog, [.. Requests.OfPymodbus.Select(r => r.Text)]);
        IReadOnlyList<SeenFrame> seen = tshark.Stop();

        PeerRequest[] asked = Requests.OfPymodbus;
        AssertSame(asked.Select(r => r.Pdu), Pdus(seen, plantSide: true, requests: true));
        AssertSame(asked.Where(r => r.IsAllowed).Select(r => r.Pdu), Pdus(seen, plantSide: false, requests: true));
        string[] answers = Pdus(seen, plantSide: true, requests: false);
        Assert.HasCount(asked.Length, answers);
        AssertSame(answers.Where((_, i) => asked[i].IsAllowed), Pdus(seen, plantSide: false, requests: false));
        AssertSame(asked.Where(r => !r.IsAllowed).Select(RefusalOf), answers.Where((_, i) => !asked[i].IsAllowed));
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual));

    // Its function code with the exception's mark, and code 01.
    private static string RefusalOf(PeerRequest request) => $"{Convert.ToByte(request.Pdu[..2], 16) | 0x80:X2}01";

    private static string[] Pdus(IReadOnlyList<SeenFrame> seen, bool plantSide, bool requests) =>
        [.. seen.Where(f => f.IsOnPlantSide == plantSide && f.IsRequest == requests).Select(f => f.Pdu)];
}
