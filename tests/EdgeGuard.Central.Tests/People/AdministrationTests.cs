using System;
using System.Linq;
using EdgeGuard.Store;

namespace EdgeGuard.Central.Tests;

/// <summary>Inviting, shutting out, and that somebody is left who may.</summary>
[TestClass]
public sealed class AdministrationTests : IDisposable
{
    private readonly PeopleFolder _folder = new();

    private People People => _folder.People;

    private PeopleAdministration Administration => _folder.People.Administration;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void An_invited_person_comes_in_with_a_code_that_is_good_once_and_sets_password_and_authenticator()
    {
        _folder.AddFirst("anna");
        Assert.AreEqual("", Administration.Invite(PeopleFolder.Anna, "bert", "plant-7", SiteRole.Operator, out string code));
        Assert.IsFalse(Administration.Find("bert")!.HasJoined);
        Assert.IsNull(People.Login("bert", "", "000000"), "there is no default password");
        Assert.IsNull(People.InvitationSecret("bert", "AAAA-AAAA-AAAA", PeopleFolder.Here));
        Assert.IsNull(People.InvitationSecret("anna", code, PeopleFolder.Here), "the code is bert's");
        string session = _folder.Join("bert", code);
        SignedInPerson bert = People.PersonOf(session)!;
        Assert.AreEqual(SiteRole.Operator, bert.Roles.At("plant-7"));
        Assert.AreEqual(SiteRole.None, bert.Roles.At("plant-8"));
        Assert.IsNull(People.InvitationSecret("bert", code, PeopleFolder.Here), "the code is used up");
        Assert.AreNotEqual("", People.Join(code, "bert", PeopleFolder.Password, PeopleFolder.Password, "000000", PeopleFolder.Here, out _));
        Assert.IsNotNull(_folder.Login("bert"));
        Assert.IsFalse(_folder.Stored().Contains(ClaimCode.Plain(code), StringComparison.Ordinal));
    }

    [TestMethod]
    public void An_invitation_runs_out_and_can_be_given_again()
    {
        _folder.AddFirst("anna");
        Administration.Invite(PeopleFolder.Anna, "bert", "*", SiteRole.Viewer, out string code);
        _folder.Time.Now += PeopleAdministration.InvitationLasts + TimeSpan.FromSeconds(1);
        Assert.IsNull(People.InvitationSecret("bert", code, PeopleFolder.Here));
        Assert.AreEqual("", Administration.Reset(PeopleFolder.Anna, "bert", out string next));
        Assert.IsNull(People.InvitationSecret("bert", code, PeopleFolder.Here));
        _folder.Join("bert", next);
    }

    [TestMethod]
    public void A_one_time_code_cannot_be_guessed_for_long()
    {
        _folder.AddFirst("anna");
        Administration.Invite(PeopleFolder.Anna, "bert", "*", SiteRole.Viewer, out string code);
        for (int i = 0; i <= LockOut.Free; i++) Assert.IsNull(People.InvitationSecret("bert", "AAAA-AAAA-AAAA", PeopleFolder.Here));
        Assert.IsNull(People.InvitationSecret("bert", code, PeopleFolder.Here));
        _folder.Time.Now += TimeSpan.FromMilliseconds(LockOut.FirstMs + 1);
        Assert.IsNotNull(People.InvitationSecret("bert", code, PeopleFolder.Here));
    }

    [TestMethod]
    [DataRow("Bert", "plant-7", SiteRole.Viewer, "lower-case")]
    [DataRow("anna", "plant-7", SiteRole.Viewer, "of that name")]
    [DataRow("bert", "plant 7", SiteRole.Viewer, "no site")]
    [DataRow("bert", "", SiteRole.Viewer, "no site")]
    [DataRow("bert", "plant-7", SiteRole.None, "Choose a role")]
    [DataRow("bert", "plant-7", SiteRole.Administrator, "all sites")]
    public void What_is_wrong_with_an_invitation_is_said_and_nobody_is_invited(string name, string site, SiteRole role, string expected)
    {
        _folder.AddFirst("anna");
        StringAssert.Contains(Administration.Invite(PeopleFolder.Anna, name, site, role, out string code), expected);
        Assert.AreEqual("", code);
        Assert.HasCount(1, Administration.All());
    }

    [TestMethod]
    public void A_disabled_account_is_shut_at_once_and_opens_as_it_was()
    {
        _folder.AddFirst("anna");
        _folder.Add("bert", "plant-7", SiteRole.Viewer);
        string session = _folder.Login("bert")!;
        Assert.AreEqual("", Administration.Disable(PeopleFolder.Anna, "bert"));
        Assert.IsNull(People.PersonOf(session));
        Assert.IsNull(_folder.Login("bert"));
        Assert.AreEqual("", Administration.Enable(PeopleFolder.Anna, "bert"));
        Assert.IsNull(People.PersonOf(session), "the session ended for good");
        Assert.IsNotNull(_folder.Login("bert"));
    }

    [TestMethod]
    public void A_removed_account_leaves_nothing_that_lets_anybody_in()
    {
        _folder.AddFirst("anna");
        _folder.Add("bert", "*", SiteRole.Administrator);
        string session = _folder.Login("bert")!;
        Assert.AreEqual("", Administration.Remove(PeopleFolder.Anna, "bert"));
        Assert.IsNull(People.PersonOf(session));
        Assert.IsNull(_folder.Login("bert"));
        Administration.Invite(PeopleFolder.Anna, "bert", "plant-7", SiteRole.Viewer, out _);
        Assert.AreEqual(SiteRole.None, Administration.Find("bert")!.Roles.At("plant-8"), "the next of that name has nothing of his");
        Assert.AreEqual(0, Administration.Find("bert")!.RecoveryCodes);
    }

    [TestMethod]
    public void Somebody_is_always_left_who_may_say_who_may_do_what()
    {
        string session = _folder.AddFirst("anna");
        Caller other = PeopleFolder.Here with { Who = "zoe" };
        // Who was invited and did not come yet cannot do it.
        Administration.Invite(PeopleFolder.Anna, "bert", "*", SiteRole.Administrator, out string code);
        string[] problems =
        [
            Administration.SetRole(PeopleFolder.Anna, "anna", "*", SiteRole.None),
            Administration.SetRole(PeopleFolder.Anna, "anna", "*", SiteRole.Engineer),
            Administration.Disable(other, "anna"),
            Administration.Remove(other, "anna"),
            Administration.Reset(other, "anna", out string none),
        ];
        foreach (string problem in problems) StringAssert.Contains(problem, "nobody who may");
        Assert.AreEqual("", none);
        Assert.AreEqual(SiteRole.Administrator, People.PersonOf(session)!.Roles.At("*"));
        _folder.Join("bert", code);
        Assert.AreEqual("", Administration.SetRole(PeopleFolder.Anna, "anna", "*", SiteRole.None));
        Assert.AreEqual(SiteRole.None, People.PersonOf(session)!.Roles.At("*"));
        StringAssert.Contains(Administration.Remove(other, "bert"), "nobody who may");
    }

    [TestMethod]
    public void Nobody_shuts_the_own_account()
    {
        _folder.AddFirst("anna");
        _folder.Add("bert", "*", SiteRole.Administrator);
        StringAssert.Contains(Administration.Disable(PeopleFolder.Anna, "anna"), "your own");
        StringAssert.Contains(Administration.Remove(PeopleFolder.Anna, "anna"), "your own");
        StringAssert.Contains(Administration.Reset(PeopleFolder.Anna, "anna", out _), "your own");
        Assert.IsNotNull(_folder.Login("anna"));
    }

    [TestMethod]
    public void Whoever_runs_commands_on_this_computer_can_let_somebody_in_again_and_that_is_logged()
    {
        _folder.AddFirst("anna");
        StringAssert.Contains(Administration.Rescue("bert", out _), "no such");
        Assert.AreEqual("", Administration.Rescue("anna", out string code));
        Assert.IsNull(_folder.Login("anna"));
        _folder.Join("anna", code);
        Assert.AreEqual(SiteRole.Administrator, Administration.Find("anna")!.Roles.At("*"));
        AuditEntry entry = People.Trail.Entries(AuditQuery.Parse("deed:reset", out _), long.MaxValue, 10).Single();
        Assert.AreEqual(("@local", "anna"), (entry.Who, entry.Subject));
    }

    [TestMethod]
    public void Sessions_are_listed_and_ended_by_an_administrator()
    {
        _folder.AddFirst("anna");
        _folder.Add("bert", "plant-7", SiteRole.Viewer);
        string session = _folder.Login("bert")!;
        SessionView[] sessions = [.. Administration.Sessions("bert")];
        Assert.HasCount(2, sessions);
        Assert.AreEqual("127.0.0.1", sessions[0].Address);
        Administration.EndSession(PeopleFolder.Anna, "anna", People.PersonOf(session)!.Session);
        Assert.IsNotNull(People.PersonOf(session), "it is not anna's");
        Administration.EndSession(PeopleFolder.Anna, "bert", People.PersonOf(session)!.Session);
        Assert.IsNull(People.PersonOf(session));
    }

    [TestMethod]
    public void The_zero_value_of_a_role_sees_nothing_and_each_role_is_that_of_its_site_or_of_all()
    {
        Assert.AreEqual(SiteRole.None, Enum.GetValues<SiteRole>().Min());
        Assert.IsFalse(SiteRoles.None.Sites.Has("plant-7") || SiteRoles.None.Sites.Has("") || SiteRoles.None.Sites.IsAll);
        var none = new SiteRoles([new("plant-7", SiteRole.None), new("*", SiteRole.None)]);
        Assert.IsFalse(none.Sites.Has("plant-7") || none.Sites.IsAll);
        var some = new SiteRoles([new("plant-7", SiteRole.Operator), new("plant-8", SiteRole.Viewer)]);
        Assert.IsTrue(some.Sites.Has("plant-7") && some.Sites.Has("plant-8") && !some.Sites.Has("plant-9") && !some.Sites.Has(""));
        Assert.AreEqual((SiteRole.Operator, SiteRole.Viewer, SiteRole.None), (some.At("plant-7"), some.At("plant-8"), some.At("*")));
        var all = new SiteRoles([new("*", SiteRole.Viewer), new("plant-7", SiteRole.Engineer)]);
        Assert.IsTrue(all.Sites.IsAll && all.Sites.Has(""));
        Assert.AreEqual((SiteRole.Engineer, SiteRole.Viewer), (all.At("plant-7"), all.At("plant-9")));
        foreach (SiteRole role in SiteRoleText.All) Assert.AreEqual(role, SiteRoleText.Parse(SiteRoleText.Of(role)));
        Assert.AreEqual(SiteRole.None, SiteRoleText.Parse("none"));
    }
}
