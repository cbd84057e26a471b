using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The policy of a module on its pages: what is in force, what was, what differs, and what it says of a request.</summary>
[TestClass]
public sealed class PolicyPageTests
{
    private static readonly string Old = PolicyStory.Old;
    private static readonly string New = PolicyStory.New;

    private readonly TestModule _module = new();
    private WebConsole _console = null!;
    private PolicyStory _story = null!;
    private WebBrowser _browser = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _story = new PolicyStory(_console, _module);
        _browser = await _console.Browse("anna");
    }

    [TestCleanup]
    public async Task End()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task The_text_in_force_is_shown_line_by_line_and_a_refusal_is_explained_by_it()
    {
        await _story.State(Old, 3);
        await _story.Tell(Old, 3);
        await _story.Store(Refused(3));
        string policy = await Page("/modules/plant-7/pump-3/policy");
        StringAssert.Contains(policy, "pump version 7");
        StringAssert.Contains(policy, "<li id=\"line-6\">  allow 3 unit 1 address 0-199 # &lt;b&gt;&amp;amp;</li>");
        StringAssert.Contains(policy, "verified");
        string refusals = await Page("/refusals");
        string link = WebUtility.HtmlDecode(refusals.Split("href=\"").Single(part => part.Contains("/explain?")).Split('"')[0]);
        string explained = await Page(link);
        StringAssert.Contains(explained, "refused: value not allowed; line 7 comes nearest");
        StringAssert.Contains(explained, "value 2000 at 40 (4x00041) is not within 0-1500");
        StringAssert.Contains(explained, "which is in force");
        string allowed = await Page("/modules/plant-7/pump-3/explain?role=Operator&request=03+unit+1+address+7");
        StringAssert.Contains(allowed, "allowed by line 6");
    }

    [TestMethod]
    public async Task A_refusal_is_explained_by_the_policy_that_was_in_force_then()
    {
        await _story.Tell(Old, 3);
        await _story.Tell(New, 4);
        await _story.State(New, 4);
        await _story.Store(Refused(3));
        string explained = await Page("/modules/plant-7/pump-3/explain?generation=3&role=Operator&request=06+unit+1+address+40+value+2000");
        StringAssert.Contains(explained, "refused: value not allowed");
        StringAssert.Contains(explained, "which is not the one in force");
        StringAssert.Contains(
            await Page("/modules/plant-7/pump-3/explain?role=Operator&request=06+unit+1+address+40+value+2000"), "allowed by line 7");
        StringAssert.Contains(await Page("/modules/plant-7/pump-3/explain?generation=5&request=3"), "configuration 5 is not known here");
        string mistyped = await Page("/modules/plant-7/pump-3/explain?request=06+unit+1");
        StringAssert.Contains(mistyped, "function 6 needs &#x27;address&#x27;");
    }

    [TestMethod]
    public async Task What_was_in_force_from_when_to_when_by_whom_and_what_differs_is_told_in_words()
    {
        await _story.Tell(Old, 3);
        await _story.Tell(New, 4);
        await _story.State(New, 4);
        await _story.Store(PolicyStory.Active(1, Old, 3), PolicyStory.Committed(2, 3));
        await _story.Store(PolicyStory.Active(3, New, 4), PolicyStory.Committed(4, 4), PolicyStory.Active(5, "edgeguard-policy 1\n", 5));
        string page = await Page("/modules/plant-7/pump-3/policy");
        StringAssert.Contains(page, "From pump version 7 to pump version 8:");
        StringAssert.Contains(page, "value 0-1500 before, value 0-9999 now");
        StringAssert.Contains(page, "anna (technician, console)");
        StringAssert.Contains(page, "text not known here");
        string old = await Page($"/modules/plant-7/pump-3/policy?hash={PolicyStory.Hash(Old)}");
        StringAssert.Contains(old, "pump version 7, not in force");
        string back = await Page($"/modules/plant-7/pump-3/policy?hash={PolicyStory.Hash(Old)}&from={PolicyStory.Hash(New)}");
        StringAssert.Contains(back, "value 0-9999 before, value 0-1500 now");
    }

    [TestMethod]
    public async Task A_text_that_is_not_known_says_so_and_what_to_do_and_one_that_was_taken_in_stands_for_it()
    {
        await _story.State(Old, 3);
        StringAssert.Contains(await Page("/modules/plant-7/pump-3/policy"), "edgeguard-central policy FILE");
        StringAssert.Contains(await Page("/modules/plant-7/pump-3/explain?request=3"), "is not known here");
        new KnownPolicies(Path.Combine(_console.Folder, "policies"), _console.Time, _ => { }).Add(Old);
        StringAssert.Contains(await Page("/modules/plant-7/pump-3/policy"), "As somebody took it in here");
    }

    [TestMethod]
    public void A_text_that_its_module_proved_is_replaced_by_none_of_its_hash_that_nobody_proved_and_outlasts_a_restart()
    {
        string other = Old + "# forged\n";
        Assert.AreEqual(PolicyStory.Hash(Old), PolicyStory.Hash(other));
        PolicyTextFile file = _console.Server.PolicyTexts;
        Assert.IsTrue(file.Keep("s", "m", new PolicyText("aa", 1, 3, PolicyStory.Hash(Old), Old, SealProof.Right), 5));
        Assert.IsTrue(file.Keep("s", "m", new PolicyText("aa", 1, 4, PolicyStory.Hash(Old), other, SealProof.Unverified), 6));
        Assert.AreEqual(new KeptPolicy(PolicyStory.Hash(Old), Old, SealProof.Right, 5, 6), file.Find("s", "m", PolicyStory.Hash(Old)));
        Assert.IsTrue(file.Keep("s", "m", new PolicyText("aa", 1, 5, PolicyStory.Hash(Old), other, SealProof.Right), 7));
        using PolicyTextFile again = PolicyTextFile.Open(_console.Folder);
        Assert.AreEqual(other, again.Find("s", "m", PolicyStory.Hash(Old))!.Text);
        Assert.AreEqual(PolicyStory.Hash(Old), again.HashOf("s", "m", 4));
        Assert.IsNull(again.Find("s", "n", PolicyStory.Hash(Old)), "of another module it is not");
        for (int i = 0; i < PolicyTextFile.MostTexts + 5; i++)
        {
            file.Keep("s", "m", new PolicyText("aa", 1, i, i.ToString(), "x", SealProof.Right), 10 + i);
        }
        Assert.HasCount(PolicyTextFile.MostTexts, file.Of("s", "m"));
    }

    [TestMethod]
    public async Task What_is_no_part_of_a_text_or_not_of_its_hash_is_told_and_never_shown()
    {
        const string topic = "edgeguard/v1/plant-7/pump-3/policy-text/";
        Assert.AreEqual(Receipt.Rejected, await _story.Take(topic + "0", "EGPT"u8.ToArray()));
        byte[] part = _story.Parts(Old, 3).Single().Bytes;
        Assert.AreEqual(Receipt.Rejected, await _story.Take(topic + "1", part), "the topic of another part");
        part[^1] ^= 1;
        Assert.AreEqual(Receipt.Rejected, await _story.Take(topic + "0", part), "the seal");
        Assert.AreEqual(Receipt.Rejected, await _story.Take(topic + "00", part));
        Assert.IsEmpty(_console.Server.PolicyTexts.Of("plant-7", "pump-3"));
        Eventually.Is(
            () => _console.Server.Archive.Findings().Any(finding => finding.Detail == "the text of a policy whose seal is wrong"),
            "it is told");
    }

    [TestMethod]
    public void What_an_event_says_of_a_request_can_be_asked_again()
    {
        foreach (byte function in new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 20, 21, 22, 23, 24, 43, 90, 125 })
        {
            EventRecord record = TestModule.Refused(1);
            record.Function = function;
            record.SubFunction = function == 8 ? 0 : function == 43 ? 14 : -1;
            record.Quantity = function is 15 or 16 ? 3 : 1;
            string? text = RefusedRequest.Text(record);
            bool isLeftOut = function is 20 or 21 or 22 or 23;
            Assert.AreEqual(isLeftOut, text == null, $"{function}: {text}");
            if (text == null) continue;
            var reader = new RequestReader();
            Assert.IsNotNull(reader.Read(text), $"{text}: {reader.Problem}");
            Assert.AreEqual(function is 15 or 16, RefusedRequest.IsGuessed(record), text);
        }
        Assert.AreEqual("06 unit 1 address 40 value 2000", RefusedRequest.Text(TestModule.Refused(1)));
        EventRecord malformed = TestModule.Refused(1);
        malformed.Reason = Refusal.Malformed;
        Assert.IsNull(RefusedRequest.Text(malformed));
        Assert.IsNull(RefusedRequest.Text(new EventRecord { Code = EventCode.ModuleStarted }));
    }

    private static EventRecord Refused(int generation)
    {
        EventRecord record = TestModule.Refused(1);
        record.Generation = generation;
        record.Quantity = 1;
        return record;
    }

    private Task<string> Page(string path) => _browser.Page(path);
}
