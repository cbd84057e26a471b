using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Store;

namespace EdgeGuard.Central.Tests;

/// <summary>Recovery codes, other passwords and authenticators, own sessions, and how long a door stays shut.</summary>
[TestClass]
public sealed class OwnAccountTests : IDisposable
{
    private readonly PeopleFolder _folder = new();

    private People People => _folder.People;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_recovery_code_lets_in_once_with_the_password_and_ten_of_them_are_kept_as_hashes()
    {
        SignedInPerson anna = Anna(out _);
        string[] codes = [.. People.Own.NewCodes(anna)];
        Assert.HasCount(OwnAccount.RecoveryCodes, codes.Distinct().ToArray());
        foreach (string code in codes) Assert.IsFalse(_folder.Stored().Contains(ClaimCode.Plain(code), StringComparison.Ordinal));
        Assert.IsNull(People.Login("anna", "wrong password", codes[0]));
        Assert.IsNotNull(People.Login("anna", PeopleFolder.Password, codes[0].ToLowerInvariant().Replace("-", " ")), "not used up by that");
        Assert.IsNull(People.Login("anna", PeopleFolder.Password, codes[0]));
        Assert.AreEqual(9, People.Administration.Find("anna")!.RecoveryCodes);
        People.Own.MakeCodes(anna, PeopleFolder.Anna);
        Assert.IsNull(People.Login("anna", PeopleFolder.Password, codes[1]), "those before are not good any more");
        string[] next = [.. People.Own.NewCodes(anna)];
        foreach (string code in next) Assert.IsNotNull(People.Login("anna", PeopleFolder.Password, code));
        Assert.IsNull(People.Login("anna", PeopleFolder.Password, next[0]));
    }

    [TestMethod]
    public void Recovery_codes_are_shown_to_the_session_that_made_them_until_they_are_noted_and_not_for_long()
    {
        SignedInPerson anna = Anna(out _);
        SignedInPerson elsewhere = People.PersonOf(_folder.Login("anna")!)!;
        Assert.HasCount(OwnAccount.RecoveryCodes, People.Own.NewCodes(anna));
        Assert.IsEmpty(People.Own.NewCodes(elsewhere));
        People.Own.NoteCodes(anna);
        Assert.IsEmpty(People.Own.NewCodes(anna));
        People.Own.MakeCodes(anna, PeopleFolder.Anna);
        _folder.Time.Now += TimeSpan.FromMinutes(11);
        Assert.IsEmpty(People.Own.NewCodes(anna));
    }

    [TestMethod]
    public void Another_authenticator_counts_when_it_has_shown_its_digits_and_the_one_before_does_not()
    {
        SignedInPerson anna = Anna(out string session);
        string other = _folder.Login("anna")!;
        StringAssert.Contains(People.Own.SetAuthenticator(anna, "000000", PeopleFolder.Anna), "begin again");
        People.Own.OfferSecret(anna);
        byte[] secret = People.Own.OfferedSecret(anna)!;
        StringAssert.Contains(People.Own.SetAuthenticator(anna, "000000", PeopleFolder.Anna), "six digits");
        Assert.IsNotNull(_folder.Login("anna"), "until then the one before counts");
        Assert.AreEqual("", People.Own.SetAuthenticator(anna, _folder.Digits(secret), PeopleFolder.Anna));
        Assert.IsNull(_folder.Login("anna"));
        Assert.IsNotNull(People.Login("anna", PeopleFolder.Password, _folder.Digits(secret)));
        Assert.IsNull(People.PersonOf(other), "other sessions end");
        Assert.IsNotNull(People.PersonOf(session));
    }

    [TestMethod]
    public void Another_password_ends_other_sessions_and_is_the_one_that_counts()
    {
        SignedInPerson anna = Anna(out string session);
        string other = _folder.Login("anna")!;
        StringAssert.Contains(People.Own.SetPassword(anna, "short", "short", PeopleFolder.Anna), "at least");
        Assert.IsNotNull(People.PersonOf(other));
        Assert.AreEqual("", People.Own.SetPassword(anna, "another one of them", "another one of them", PeopleFolder.Anna));
        Assert.IsNull(People.PersonOf(other));
        Assert.IsNotNull(People.PersonOf(session));
        Assert.IsNull(_folder.Login("anna"));
        _folder.Time.Now += TimeSpan.FromMinutes(1);
        Assert.IsNotNull(People.Login("anna", "another one of them", _folder.Digits("anna")));
    }

    [TestMethod]
    public void People_see_and_end_their_own_sessions_and_nobody_else_s()
    {
        SignedInPerson anna = Anna(out string session);
        SignedInPerson bert = People.PersonOf(_folder.Add("bert", "plant-7", SiteRole.Viewer))!;
        string second = _folder.Login("anna")!;
        string third = _folder.Login("anna")!;
        Assert.HasCount(3, People.Own.Sessions(anna));
        People.Own.EndSession(bert, anna.Session, PeopleFolder.Here);
        Assert.IsNotNull(People.PersonOf(session));
        People.Own.EndSession(anna, People.PersonOf(second)!.Session, PeopleFolder.Anna);
        Assert.IsNull(People.PersonOf(second));
        People.Own.EndOthers(anna, PeopleFolder.Anna);
        Assert.IsNull(People.PersonOf(third));
        Assert.IsNotNull(People.PersonOf(session));
        Assert.HasCount(1, People.Own.Sessions(bert));
    }

    [TestMethod]
    public void Each_failure_makes_the_next_try_wait_longer_up_to_a_quarter_of_an_hour()
    {
        Anna(out _);
        var waits = new List<int>();
        for (int failure = 1; failure <= 12; failure++)
        {
            Assert.IsNull(People.Login("anna", "wrong password", "000000"));
            int wait = LockOut.DelayMs(failure);
            waits.Add(wait);
            _folder.Time.Now += TimeSpan.FromMilliseconds(Math.Max(wait - 1, 0));
            if (wait > 0) Assert.IsNull(People.Login("anna", PeopleFolder.Password, _folder.Digits("anna")), $"failure {failure}");
            _folder.Time.Now += TimeSpan.FromMilliseconds(1);
        }
        CollectionAssert.AreEqual(waits.Order().ToArray(), waits);
        Assert.AreEqual(LockOut.LastMs, waits[^1]);
        Assert.IsNotNull(People.Login("anna", PeopleFolder.Password, _folder.Digits("anna")));
        Assert.IsNull(People.Login("anna", "wrong password", "000000"));
        Assert.IsNotNull(_folder.Login("anna"), "from the beginning");
    }

    [TestMethod]
    public void A_clock_that_is_set_back_keeps_nobody_out_for_longer()
    {
        Anna(out _);
        for (int i = 0; i <= LockOut.Free; i++) People.Login("anna", "wrong password", "000000");
        _folder.Time.Now -= TimeSpan.FromDays(1);
        Assert.IsNull(People.Login("anna", PeopleFolder.Password, "000000"));
        StringAssert.Contains(People.Trail.Entries(AuditQuery.Parse("about:anna", out _), long.MaxValue, 1)[0].Detail, "wrong code");
    }

    private SignedInPerson Anna(out string session)
    {
        session = _folder.AddFirst("anna");
        return People.PersonOf(session)!;
    }
}
