using System;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>The audit log: each deed is in it, and whatever was done to it is seen.</summary>
[TestClass]
public sealed class AuditTests : IDisposable
{
    // What the command line does is tried in CommandTests and BackupTests, an export in SeenSitesTests, alerts in SeenAlertsTests,
    // passkeys in PasskeyTests, keys of programs in ApiTests, a provider in ProviderTests, and what was cut off below.
    private static readonly AuditDeed[] OfOthers =
    [
        AuditDeed.LogCut, AuditDeed.CertificateIssued, AuditDeed.SealKeyTaken, AuditDeed.Exported, AuditDeed.AlertsAcknowledged,
        AuditDeed.AlertsShelved, AuditDeed.PolicyTaken, AuditDeed.BackupMade, AuditDeed.PasskeyAdded,
        AuditDeed.PasskeyRemoved, AuditDeed.PasskeyRefused, AuditDeed.ProviderAccountMade,
        AuditDeed.RetentionSet, AuditDeed.NoticeTested,
        AuditDeed.ApiKeyMade, AuditDeed.ApiKeyRevoked, AuditDeed.ApiKeyUsed, AuditDeed.ApiKeyRefused,
    ];

    private readonly PeopleFolder _folder = new();

    private People People => _folder.People;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Each_deed_and_each_failure_is_an_entry_with_who_what_and_from_where()
    {
        People.IsFirstCode("AAAA-AAAA-AAAA");
        SignedInPerson anna = People.PersonOf(_folder.AddFirst("anna"))!;
        PeopleAdministration administration = People.Administration;
        People.InvitationSecret("anna", "AAAA-AAAA-AAAA", PeopleFolder.Here);
        _folder.Add("bert", "plant-7", SiteRole.Viewer);
        People.Login("bert", "wrong password", "000000");
        People.Login("hunter2", "wrong password", "000000");
        People.Login("anna", PeopleFolder.Password, People.Own.NewCodes(anna)[0]);
        People.Prove(anna, "wrong password", "000000", PeopleFolder.Anna);
        _folder.Time.Now += TimeSpan.FromMinutes(1);
        People.Prove(anna, PeopleFolder.Password, _folder.Digits("anna"), PeopleFolder.Anna);
        administration.SetRole(PeopleFolder.Anna, "bert", "plant-7", SiteRole.Engineer);
        administration.SetRole(PeopleFolder.Anna, "bert", "plant-7", SiteRole.None);
        administration.EndSession(PeopleFolder.Anna, "bert", administration.Sessions("bert")[0].Id);
        administration.Disable(PeopleFolder.Anna, "bert");
        administration.Enable(PeopleFolder.Anna, "bert");
        administration.Reset(PeopleFolder.Anna, "bert", out _);
        administration.Remove(PeopleFolder.Anna, "bert");
        People.Own.SetPassword(anna, PeopleFolder.Password + "!", PeopleFolder.Password + "!", PeopleFolder.Anna);
        People.Own.OfferSecret(anna);
        People.Own.SetAuthenticator(anna, _folder.Digits(People.Own.OfferedSecret(anna)!), PeopleFolder.Anna);
        People.End("no session", PeopleFolder.Anna);
        AuditEntry[] entries = [.. People.Trail.Entries(AuditQuery.Parse("", out _), long.MaxValue, 100)];
        AuditDeed[] deeds = [.. Enum.GetValues<AuditDeed>().Except([AuditDeed.None, .. OfOthers])];
        Assert.AreEqual("", string.Join(' ', deeds.Except(entries.Select(entry => entry.Deed))));
        foreach (AuditDeed deed in deeds.Concat(OfOthers)) Assert.AreNotEqual("", AuditDeedText.Of(deed));
        Assert.IsTrue(entries.All(entry => entry.Address == "127.0.0.1"));
        Assert.AreEqual(
            "anna role given bert: engineer of plant-7; was viewer",
            Text(entries.Single(entry => entry.Deed == AuditDeed.RoleGiven)));
        CollectionAssert.AreEqual(
            Enumerable.Range(1, entries.Length).Reverse().Select(n => (long)n).ToArray(), entries.Select(e => e.Number).ToArray());
        Assert.IsTrue(People.Trail.Verify().IsWhole);
        Assert.IsFalse(_folder.Stored().Contains("hunter2", StringComparison.Ordinal), "it may be a password in the wrong field");
    }

    [TestMethod]
    [DataRow("who:anna", 8)]
    [DataRow("who:anna deed:invited", 3)]
    [DataRow("deed:inv about:p1", 1)]
    [DataRow("-who:anna", 0)]
    [DataRow("number:>4 number:<=6", 2)]
    [DataRow("address:10.0.0.1", 0)]
    [DataRow("who:anna'--", 0)]
    public void Entries_are_found_by_terms(string search, int count)
    {
        // Two entries make the first account and its codes, a refused invitation is none.
        _folder.AddFirst("anna");
        for (int i = 0; i < 3; i++) People.Administration.Invite(PeopleFolder.Anna, "p" + i, "*", SiteRole.Viewer, out _);
        for (int i = 0; i < 3; i++) People.Administration.SetRole(PeopleFolder.Anna, "p" + i, "plant-7", SiteRole.Viewer);
        People.Administration.Invite(PeopleFolder.Anna, "p1", "*", SiteRole.Viewer, out _);
        AuditQuery query = AuditQuery.Parse(search, out var problems);
        Assert.IsEmpty(problems);
        Assert.HasCount(count, People.Trail.Entries(query, long.MaxValue, 100));
        Assert.HasCount(Math.Min(count, 1), People.Trail.Entries(query, long.MaxValue, 1));
    }

    [TestMethod]
    [DataRow("deed:nothing", "no deed")]
    [DataRow("anna", "no term")]
    [DataRow("number:x", "is a number")]
    public void A_search_that_is_none_is_told(string search, string expected)
    {
        AuditQuery.Parse(search, out var problems);
        StringAssert.Contains(problems.Single(), expected);
    }

    [TestMethod]
    public void The_file_itself_refuses_to_change_or_to_drop_an_entry()
    {
        Fill();
        Assert.ThrowsExactly<SqliteException>(() => Tamper("UPDATE audit SET who = 'eve' WHERE n = 3", dropTriggers: false));
        Assert.ThrowsExactly<SqliteException>(() => Tamper("DELETE FROM audit WHERE n = 3", dropTriggers: false));
        Assert.IsTrue(People.Trail.Verify().IsWhole);
    }

    [TestMethod]
    [DataRow("UPDATE audit SET who = 'eve' WHERE n = 4", "entry 4 is not as written")]
    [DataRow("UPDATE audit SET at = at + 1 WHERE n = 4", "entry 4 is not as written")]
    [DataRow("UPDATE audit SET deed = 3 WHERE n = 4", "entry 4 is not as written")]
    [DataRow("UPDATE audit SET address = '' WHERE n = 4", "entry 4 is not as written")]
    [DataRow("UPDATE audit SET subject = 'eve' WHERE n IN (4, 5)", "entries 4 to 5 are not as written")]
    [DataRow("UPDATE audit SET who = who || substr(address, 1, 1), address = substr(address, 2) WHERE n = 4", "entry 4 is not as written")]
    [DataRow("DELETE FROM audit WHERE n IN (3, 4)", "entries 3 to 4 are missing")]
    [DataRow("DELETE FROM audit WHERE n = 1", "entries 1 to 1 are missing")]
    [DataRow("DELETE FROM audit WHERE n = 4; UPDATE audit SET n = n - 1 WHERE n > 4", "not as written")]
    [DataRow("UPDATE audit SET n = -4 WHERE n = 4; UPDATE audit SET n = 4 WHERE n = 5; UPDATE audit SET n = 5 WHERE n < 0", "entries 4 to")]
    [DataRow("INSERT INTO audit SELECT 9, at, who, address, deed, subject, detail, mac FROM audit WHERE n = 8", "entry 9 is not")]
    public void What_was_changed_left_out_moved_or_put_in_is_told_with_its_place(string sql, string expected)
    {
        Fill();
        Assert.AreEqual(8, People.Trail.Verify().Entries);
        Assert.IsTrue(People.Trail.Verify().IsWhole);
        Tamper(sql);
        AuditState state = People.Trail.Verify();
        Assert.IsFalse(state.IsWhole);
        StringAssert.Contains(string.Join('\n', state.Damages), expected);
    }

    [TestMethod]
    public void An_end_that_was_cut_off_is_told_after_the_next_start_and_for_ever()
    {
        Fill();
        Tamper("DELETE FROM audit WHERE n > 6");
        Assert.IsTrue(People.Trail.Verify().IsWhole, "what is left is in order");
        _folder.Reopen();
        StringAssert.Contains(People.Trail.Verify().Damages.Single(), "entries 7 to 8 are gone");
        People.Login("anna", "wrong password", "000000");
        _folder.Reopen();
        StringAssert.Contains(People.Trail.Verify().Damages.Single(), "before entry 7: entries 7 to 8 are gone");
    }

    [TestMethod]
    public void An_older_copy_of_the_file_that_was_put_back_is_told()
    {
        Fill();
        People.Dispose();
        File.Copy(_folder.Path, _folder.Path + ".old");
        _folder.Reopen();
        People.Administration.Invite(PeopleFolder.Anna, "eve", "*", SiteRole.Viewer, out _);
        People.Dispose();
        File.Move(_folder.Path + ".old", _folder.Path, overwrite: true);
        _folder.Reopen();
        StringAssert.Contains(People.Trail.Verify().Damages.Single(), "entries 9 to 9 are gone");
    }

    [TestMethod]
    public void Another_key_verifies_nothing_and_one_that_is_none_is_refused()
    {
        Fill();
        string key = Path.Combine(_folder.Folder, "audit.key");
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        People.Dispose();
        File.Delete(key);
        _folder.Reopen();
        StringAssert.Contains(People.Trail.Verify().Damages.Single(), "entries 1 to 8 are not as written, or audit.key is another one");
        People.Dispose();
        File.WriteAllBytes(key, new byte[5]);
        Assert.ThrowsExactly<IOException>(_folder.Reopen);
        File.Delete(key);
        _folder.Reopen();
    }

    [TestMethod]
    public void A_file_whose_pages_are_damaged_is_told_with_the_place()
    {
        _folder.AddFirst("anna");
        for (int i = 0; i < 200; i++) People.Trail.Add(PeopleFolder.Anna, AuditDeed.SignedOut, "x", new string('y', 200));
        People.Dispose();
        byte[] bytes = File.ReadAllBytes(_folder.Path);
        bytes.AsSpan(bytes.Length - 8 * 4096).Fill(0xAA);
        _folder.Reopen();
        File.WriteAllBytes(_folder.Path, bytes);
        string told = People.Trail.Verify().Damages[0];
        StringAssert.Contains(told, "the file cannot be read behind entry ");
        Assert.AreNotEqual("the file cannot be read behind entry 0", told);
    }

    private static string Text(AuditEntry entry) => $"{entry.Who} {AuditDeedText.Of(entry.Deed)} {entry.Subject}: {entry.Detail}";

    // Eight entries.
    private void Fill()
    {
        _folder.AddFirst("anna");
        for (int i = 0; i < 6; i++) People.Administration.Invite(PeopleFolder.Anna, "p" + i, "*", SiteRole.Viewer, out _);
    }

    private void Tamper(string sql, bool dropTriggers = true)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = (dropTriggers ? "DROP TRIGGER audit_change; DROP TRIGGER audit_delete; " : "") + sql;
        command.ExecuteNonQuery();
    }
}
