using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using EdgeGuard.Store;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>Passkeys: what signs in, what does not, and what is left of one.</summary>
[TestClass]
public sealed class PasskeyTests : IDisposable
{
    private const string Origin = "https://central.plant:8443";

    private readonly PeopleFolder _folder = new();
    private readonly TestAuthenticator _device = new(Origin);
    private Passkeys _passkeys = null!;
    private SignedInPerson _anna = null!;

    private People People => _folder.People;

    [TestInitialize]
    public void Start()
    {
        _anna = People.PersonOf(_folder.AddFirst("anna"))!;
        _passkeys = At("central.plant", Origin);
    }

    public void Dispose()
    {
        _device.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task A_passkey_signs_in_alone_proves_who_it_is_and_is_listed_with_when_it_was_used()
    {
        await Add("ring");
        PasskeyView one = _passkeys.Of(_anna).Single();
        Assert.AreEqual(("ring", 0L), (one.Name, one.UsedAt));
        Assert.AreEqual(1, People.Administration.Find("anna")!.Passkeys);
        _folder.Time.Now += TimeSpan.FromHours(1);
        string session = (await SignIn())!;
        SignedInPerson signedIn = People.PersonOf(session)!;
        Assert.AreEqual("anna", signedIn.Name);
        Assert.IsTrue(People.HasProved(signedIn), "it counts as both factors");
        Assert.AreEqual(_folder.Time.Now.ToUnixTimeMilliseconds(), _passkeys.Of(_anna).Single().UsedAt);
        StringAssert.Contains(Last(), "anna signed in : with passkey ring");
        Assert.IsFalse(People.HasProved(_anna));
        Assert.IsTrue(await Prove());
        Assert.IsTrue(People.HasProved(People.Look(_anna.Session)!));
        StringAssert.Contains(Last(), "proved again who it is : with passkey ring");
        Assert.IsNotNull(_folder.Login("anna"), "password and code stay");
        Assert.IsTrue(People.Trail.Verify().IsWhole);
    }

    [TestMethod]
    [DataRow("origin", "origin")]
    [DataRow("port", "origin")]
    [DataRow("plain", "origin")]
    [DataRow("framed", "origin")]
    [DataRow("name", "Relying Party ID")]
    [DataRow("unverified", "Verified")]
    [DataRow("absent", "Present")]
    [DataRow("challenge", "challenge")]
    [DataRow("counter", "counter")]
    [DataRow("signature", "signature")]
    [DataRow("handle", "passkey:")]
    [DataRow("made", "webauthn.get")]
    [DataRow("nonsense", "passkey:")]
    public async Task What_is_not_as_this_console_asked_for_it_lets_nobody_in_and_is_told(string how, string told)
    {
        await Add("ring");
        Assert.IsNotNull(await SignIn());
        Spoil(how);
        string asked = await _passkeys.OfferToSignIn(out string ticket);
        Assert.IsNull(await _passkeys.SignIn(ticket, Spoiled(how, asked), TestPeople.Here));
        StringAssert.Contains(Last(), "sign-in failed");
        StringAssert.Contains(Last(), told);
        asked = await _passkeys.OfferToProve(_anna);
        Assert.IsFalse(await _passkeys.Prove(_anna, Spoiled(how, asked), PeopleFolder.Anna));
        StringAssert.Contains(Last(), "proof failed anna");
    }

    [TestMethod]
    [DataRow("origin", "origin")]
    [DataRow("name", "Relying Party ID")]
    [DataRow("unverified", "Verified")]
    [DataRow("framed", "origin")]
    [DataRow("nonsense", "not taken")]
    public async Task What_is_not_as_this_console_asked_for_it_is_not_taken(string how, string told)
    {
        Spoil(how);
        string asked = await _passkeys.OfferToAdd(_anna);
        string problem = await _passkeys.Add(_anna, "ring", how == "nonsense" ? "{}" : _device.Make(asked), PeopleFolder.Anna);
        StringAssert.Contains(problem, told);
        Assert.IsEmpty(_passkeys.Of(_anna));
        StringAssert.Contains(Last(), "passkey refused anna");
    }

    [TestMethod]
    public async Task What_was_asked_for_is_good_once_for_who_asked_and_for_five_minutes()
    {
        await Add("ring");
        string asked = await _passkeys.OfferToSignIn(out string ticket);
        string shown = _device.Show(asked);
        Assert.IsNull(await _passkeys.SignIn("another browser's", shown, TestPeople.Here));
        Assert.IsNotNull(await _passkeys.SignIn(ticket, shown, TestPeople.Here));
        Assert.IsNull(await _passkeys.SignIn(ticket, shown, TestPeople.Here), "again");
        StringAssert.Contains(Last(), "was shown before");
        asked = await _passkeys.OfferToSignIn(out ticket);
        _folder.Time.Now += PasskeyChallenges.Lasts + TimeSpan.FromSeconds(1);
        Assert.IsNull(await _passkeys.SignIn(ticket, _device.Show(asked), TestPeople.Here), "too late");

        // What is asked for in one session is nothing in another, nor at another door.
        SignedInPerson other = People.PersonOf(_folder.Login("anna")!)!;
        asked = await _passkeys.OfferToProve(_anna);
        shown = _device.Show(asked);
        Assert.IsFalse(await _passkeys.Prove(other, shown, PeopleFolder.Anna));
        Assert.IsNull(await _passkeys.SignIn($"{_anna.Session}", shown, TestPeople.Here));
        Assert.IsTrue(await _passkeys.Prove(_anna, shown, PeopleFolder.Anna));
        asked = await _passkeys.OfferToAdd(_anna);
        using var second = new TestAuthenticator(Origin);
        string made = second.Make(asked);
        StringAssert.Contains(await _passkeys.Add(other, "second", made, PeopleFolder.Anna), "begin again");
        Assert.AreEqual("", await _passkeys.Add(_anna, "second", made, PeopleFolder.Anna));
        StringAssert.Contains(await _passkeys.Add(_anna, "third", made, PeopleFolder.Anna), "begin again");
    }

    [TestMethod]
    public async Task One_that_was_copied_is_refused_when_its_counter_goes_back_or_stands()
    {
        await Add("ring");
        _device.Counter = 100;
        Assert.IsNotNull(await SignIn());
        foreach (uint counter in new uint[] { 100, 50, 1 })
        {
            _device.Counter = counter - 1;
            Assert.IsNull(await SignIn(), counter.ToString());
            StringAssert.Contains(Last(), "sign-in failed anna: passkey: ");
            StringAssert.Contains(Last(), "counter");
        }
        _device.Counter = 101;
        Assert.IsNotNull(await SignIn());
        // Two that were verified against the same counter: the second one writes nothing.
        string first = await _passkeys.OfferToSignIn(out string firstTicket);
        string second = await _passkeys.OfferToSignIn(out string secondTicket);
        string earlier = _device.Show(first);
        Assert.IsNotNull(await _passkeys.SignIn(secondTicket, _device.Show(second), TestPeople.Here));
        Assert.IsNull(await _passkeys.SignIn(firstTicket, earlier, TestPeople.Here));
    }

    [TestMethod]
    public async Task A_device_that_does_not_count_is_let_in_again_and_again()
    {
        (_device.Counter, _device.Step) = (0, 0);
        await Add("ring");
        for (int i = 0; i < 2; i++) Assert.IsNotNull(await SignIn());
    }

    [TestMethod]
    public async Task Lock_out_and_disabling_shut_this_door_too_and_a_refused_passkey_counts_as_a_failure()
    {
        await Add("ring");
        for (int i = 0; i <= LockOut.Free; i++) People.Login("anna", "wrong password", "000000");
        Assert.IsNull(await SignIn());
        StringAssert.Contains(Last(), "too early after failures");
        _folder.Time.Now += TimeSpan.FromMilliseconds(LockOut.LastMs);
        Assert.IsNotNull(await SignIn());
        _device.Origin = "https://evil.example";
        for (int i = 0; i <= LockOut.Free; i++) Assert.IsNull(await SignIn());
        _device.Origin = Origin;
        Assert.IsNull(await SignIn());
        StringAssert.Contains(Last(), "too early after failures");
        _folder.Time.Now += TimeSpan.FromMilliseconds(LockOut.LastMs);
        _folder.Add("bert", "*", SiteRole.Administrator);
        Caller bert = PeopleFolder.Here with { Who = "bert" };
        Assert.AreEqual("", People.Administration.Disable(bert, "anna"));
        Assert.IsNull(await SignIn());
        StringAssert.Contains(Last(), "disabled");
        Assert.AreEqual("", People.Administration.Enable(bert, "anna"));
        Assert.IsNotNull(await SignIn());
    }

    [TestMethod]
    public async Task One_that_was_removed_or_whose_account_was_reset_lets_nobody_in()
    {
        await Add("ring");
        SignedInPerson bert = People.PersonOf(_folder.Add("bert", "*", SiteRole.Administrator))!;
        long number = _passkeys.Of(_anna).Single().Number;
        _passkeys.Remove(bert, number, PeopleFolder.Here with { Who = "bert" });
        Assert.HasCount(1, _passkeys.Of(_anna), "it is nobody's but hers");
        _passkeys.Remove(_anna, number, PeopleFolder.Anna);
        StringAssert.Contains(Last(), "anna passkey removed anna: ring");
        Assert.IsNull(await SignIn());
        Assert.IsNotNull(_folder.Login("anna"), "it is never the last way in");
        await Add("ring");
        Assert.AreEqual("", People.Administration.Reset(PeopleFolder.Here with { Who = "bert" }, "anna", out string code));
        Assert.IsNull(await SignIn());
        _anna = People.PersonOf(_folder.Join("anna", code))!;
        Assert.IsEmpty(_passkeys.Of(_anna));
        Assert.IsNull(await SignIn());
        await Add("ring");
        Assert.IsNotNull(await SignIn());
    }

    [TestMethod]
    public async Task A_passkey_has_a_name_of_its_own_and_is_of_one_account_alone()
    {
        await Add("ring");
        StringAssert.Contains(await _passkeys.Add(_anna, "  ", "", PeopleFolder.Anna), "Name the passkey");
        StringAssert.Contains(await _passkeys.Add(_anna, new string('x', 41), "", PeopleFolder.Anna), "Name the passkey");
        using var other = new TestAuthenticator(Origin);
        string asked = await _passkeys.OfferToAdd(_anna);
        Assert.AreEqual(1, JsonNode.Parse(asked)!["excludeCredentials"]!.AsArray().Count, "the browser is told what there is");
        StringAssert.Contains(await _passkeys.Add(_anna, "ring", other.Make(asked), PeopleFolder.Anna), "of that name");
        SignedInPerson bert = People.PersonOf(_folder.Add("bert", "plant-7", SiteRole.Viewer))!;
        asked = await _passkeys.OfferToAdd(bert);
        string problem = await _passkeys.Add(bert, "ring", _device.Make(asked), PeopleFolder.Here with { Who = "bert" });
        StringAssert.Contains(problem, "already registered");
        Assert.IsEmpty(_passkeys.Of(bert));
    }

    [TestMethod]
    public async Task What_passkeys_know_somebody_by_says_nothing_of_them_and_is_another_one_after_a_reset()
    {
        await Add("ring");
        string handle = Handle(await _passkeys.OfferToAdd(_anna));
        Assert.AreEqual(handle, Handle(await _passkeys.OfferToAdd(_anna)));
        string asked = await _passkeys.OfferToSignIn(out _);
        Assert.IsFalse(asked.Contains("anna", StringComparison.Ordinal));
        Assert.IsEmpty(JsonNode.Parse(asked)!["allowCredentials"]!.AsArray(), "nobody learns who has which");
        _folder.Add("bert", "*", SiteRole.Administrator);
        People.Administration.Reset(PeopleFolder.Here with { Who = "bert" }, "anna", out string code);
        Assert.AreNotEqual(handle, Handle(await _passkeys.OfferToAdd(People.PersonOf(_folder.Join("anna", code))!)));
    }

    [TestMethod]
    public async Task Passkeys_outlast_a_restart_and_a_file_of_before_them_takes_them()
    {
        await Add("ring");
        _folder.Reopen();
        _passkeys = At("central.plant", Origin);
        Assert.IsNotNull(await SignIn());
        using (var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DROP TABLE passkey; DROP TABLE passkey_owner";
            command.ExecuteNonQuery();
        }
        _folder.Reopen();
        _passkeys = At("central.plant", Origin);
        Assert.IsNull(await SignIn());
        await Add("ring");
        Assert.IsNotNull(await SignIn());
    }

    [TestMethod]
    public void What_is_waited_for_takes_no_memory_without_end_and_the_oldest_goes()
    {
        FakeTime time = FakeTime.Noon();
        var challenges = new PasskeyChallenges(time);
        for (int i = 0; i < PasskeyChallenges.Most + 1; i++)
        {
            challenges.Put($"{i}", $"state {i}");
            time.Now += TimeSpan.FromMilliseconds(1);
        }
        Assert.IsNull(challenges.Take("0"));
        Assert.AreEqual("state 1", challenges.Take("1"));
        Assert.IsNull(challenges.Take("1"));
        time.Now -= TimeSpan.FromHours(1);
        Assert.IsNull(challenges.Take("2"), "a clock that was set back makes none last longer");
    }

    private Passkeys At(string name, string origin) => new(People, new ConsoleAddress(name, origin), _folder.Time);

    private async Task Add(string name)
    {
        string asked = await _passkeys.OfferToAdd(_anna);
        Assert.AreEqual("", await _passkeys.Add(_anna, name, _device.Make(asked), PeopleFolder.Anna));
        Assert.AreEqual($"anna passkey added anna: {name}", Last());
    }

    private async Task<string?> SignIn()
    {
        string asked = await _passkeys.OfferToSignIn(out string ticket);
        return await _passkeys.SignIn(ticket, _device.Show(asked), TestPeople.Here);
    }

    private async Task<bool> Prove()
    {
        string asked = await _passkeys.OfferToProve(_anna);
        return await _passkeys.Prove(_anna, _device.Show(asked), PeopleFolder.Anna);
    }

    private void Spoil(string how)
    {
        if (how == "origin") _device.Origin = "https://central.plant.evil.example:8443";
        if (how == "port") _device.Origin = "https://central.plant:8444";
        if (how == "plain") _device.Origin = "http://central.plant:8443";
        if (how == "framed") _device.IsFramed = true;
        if (how == "name") _device.Name = "evil.example";
        if (how == "unverified") _device.IsVerified = false;
        if (how == "absent") _device.IsPresent = false;
        if (how == "counter") _device.Counter = 0;
    }

    private string Spoiled(string how, string asked)
    {
        if (how == "nonsense") return "{\"id\":7}";
        if (how == "counter") _device.Counter = 0;
        string shown = _device.Show(asked, how == "challenge" ? "AAAA" : null);
        JsonNode json = JsonNode.Parse(shown)!;
        JsonNode response = json["response"]!;
        if (how == "signature") response["signature"] = "AAAA";
        if (how == "handle") response["userHandle"] = "AAAA";
        if (how == "made") response["clientDataJSON"] = Made(response);
        return json.ToJsonString();
    }

    private static string Made(JsonNode response)
    {
        byte[] client = System.Buffers.Text.Base64Url.DecodeFromChars((string)response["clientDataJSON"]!);
        string text = System.Text.Encoding.UTF8.GetString(client).Replace("webauthn.get", "webauthn.create");
        return System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static string Handle(string asked) => (string)JsonNode.Parse(asked)!["user"]!["id"]!;

    private string Last()
    {
        AuditEntry entry = People.Trail.Entries(AuditQuery.Parse("", out _), long.MaxValue, 1)[0];
        return $"{entry.Who} {AuditDeedText.Of(entry.Deed)} {entry.Subject}: {entry.Detail}";
    }
}
