using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class EventQueryTests
{
    [TestMethod]
    [DataRow("", "5 4 3 2 1")]
    [DataRow("address:41", "2")]
    [DataRow("-address:41", "5 4 3 1")]
    [DataRow("address:>=42 address:<44", "4 3")]
    [DataRow("event:request", "4 3 2 1")]
    [DataRow("event:module-started", "5")]
    [DataRow("reason:\"value not\"", "4 3 2 1")]
    [DataRow("client:CN=alice", "4 3 2 1")]
    [DataRow("client:10.0.0.5 unit:1", "4 3 2 1")]
    [DataRow("client:%", "")]
    [DataRow("role:Operator -address:40", "4 3 2")]
    [DataRow("role:operator", "")]
    [DataRow("seal:verified", "")]
    [DataRow("-seal:verified line:7 count:1 value:2000 function:6", "4 3 2 1")]
    [DataRow("site:plant-7 module:pump-3 address:43", "4")]
    [DataRow("site:plant-7", "5 4 3 2 1")]
    [DataRow("site:other", "")]
    public void A_search_finds_what_it_says(string query, string expected)
    {
        var module = new TestModule();
        var alice = new Peer(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", new string('a', 64), long.MaxValue);
        using var archive = new TestArchive();
        archive.Store(module, module.Next(Enumerable.Range(1, 4).Select(i => TestModule.Refused(i, address: 39 + i)), alice));
        archive.Store(module, module.Next([new EventRecord { Sequence = 5, Code = EventCode.ModuleStarted }]));
        Assert.AreEqual(expected, archive.Shown(query));
    }

    [TestMethod]
    [DataRow("colour:red", "'colour:red' is no term")]
    [DataRow("pump", "'pump' is no term")]
    [DataRow("address:x", "address is a number, such as address:40")]
    [DataRow("event:nonsense", "there is no event 'nonsense'")]
    [DataRow("seal:good", "there is no seal 'good'")]
    public void A_search_that_is_none_says_why(string query, string expected)
    {
        EventQuery.Parse(query, out IReadOnlyList<string> problems);
        StringAssert.Contains(problems.Single(), expected);
    }

    [TestMethod]
    public void Quotation_marks_and_signs_of_SQL_are_letters()
    {
        using var archive = new TestArchive();
        foreach (string text in new[] { "client:\"'; DROP TABLE event; --\"", "role:\"' OR 1=1\"", "site:\\", "client:_%\\" })
        {
            Assert.AreEqual("", archive.Shown(text));
        }
    }
}
