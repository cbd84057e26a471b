using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>testssl.sh, the auditor's tool, at the real module.</summary>
[TestClass]
public class TestSslTests
{
    // Names as in its report; the finding begins so.
    private static readonly (string Id, string Finding)[] Expected =
    [
        ("SSLv2", "not offered"), ("SSLv3", "not offered"), ("TLS1", "not offered"), ("TLS1_1", "not offered"),
        ("TLS1_2", "offered"), ("TLS1_3", "offered"),
        ("cipherlist_NULL", "not offered"), ("cipherlist_aNULL", "not offered"), ("cipherlist_EXPORT", "not offered"),
        ("cipherlist_LOW", "not offered"), ("cipherlist_3DES_IDEA", "not offered"), ("cipherlist_STRONG", "offered"),
        ("secure_renego", "supported"), ("CRIME_TLS", "not vulnerable"),
    ];

    [TestMethod]
    public void Versions_suites_renegotiation_and_compression_are_as_the_specification_wants_them()
    {
        using var plant = new Plant();
        plant.StartModule(1);
        string report = Path.Combine(plant.Site.Folder, "testssl.json");
        string[] options = [
            "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "-p", "-s", "-R", "-C", "--jsonfile", report];
        using Executable testssl = Executable.Peer("testssl", "testssl.sh", [.. options, plant.Site.Module]);
        testssl.WaitForExit(TimeSpan.FromMinutes(5));
        Dictionary<string, string> findings = Read(report);
        foreach ((string id, string finding) in Expected)
        {
            Assert.IsTrue(findings.ContainsKey(id), $"{id} is not in the report: {string.Join(", ", findings.Keys)}");
            StringAssert.StartsWith(findings[id], finding, id);
        }
    }

    private static Dictionary<string, string> Read(string report)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(report));
        return json.RootElement.EnumerateArray().GroupBy(e => e.GetProperty("id").GetString()!)
            .ToDictionary(g => g.Key, g => g.First().GetProperty("finding").GetString()!);
    }
}
