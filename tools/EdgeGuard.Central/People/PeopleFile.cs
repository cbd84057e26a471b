using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Accounts, their roles and sessions, and the audit log, in <c>people.db</c>. What is called outside of <see cref="Change"/>
/// holds <see cref="Gate"/>.</summary>
internal sealed class PeopleFile : IDisposable
{
    private const int Layout = 2;

    private const string Tables =
        """
        CREATE TABLE person(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, salt BLOB NOT NULL,
            iterations INTEGER NOT NULL, hash BLOB NOT NULL, secret BLOB NOT NULL, last_step INTEGER NOT NULL,
            failures INTEGER NOT NULL, opens_at INTEGER NOT NULL, disabled INTEGER NOT NULL, created INTEGER NOT NULL,
            seen INTEGER NOT NULL);
        CREATE TABLE role(person INTEGER NOT NULL, site TEXT NOT NULL, role INTEGER NOT NULL, PRIMARY KEY(person, site)) WITHOUT ROWID;
        CREATE TABLE invitation(person INTEGER PRIMARY KEY, hash BLOB NOT NULL, secret BLOB NOT NULL, until INTEGER NOT NULL);
        CREATE TABLE recovery(person INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(person, hash)) WITHOUT ROWID;
        CREATE TABLE session(id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, person INTEGER NOT NULL,
            began INTEGER NOT NULL, seen INTEGER NOT NULL, proved INTEGER NOT NULL, address TEXT NOT NULL, browser TEXT NOT NULL);
        """;

    private readonly SqliteFile _file;

    private PeopleFile(string path, SqliteFile file, IHmac hmac, TimeProvider time)
    {
        Path = path;
        _file = file;
        ApiKeys = new ApiKeyTable(file);
        ApiKeys.Make();
        Log = new AuditLog(file, new AuditFiles(System.IO.Path.GetDirectoryName(path)!), hmac, time);
        Passkeys = new PasskeyFile(file);
        Provider = new ProviderFile(file);
    }

    internal string Path { get; }

    /// <summary>Guards the file.</summary>
    internal Lock Gate { get; } = new();

    internal AuditLog Log { get; }

    internal PasskeyFile Passkeys { get; }

    internal ApiKeyTable ApiKeys { get; }

    internal ProviderFile Provider { get; }

    internal bool IsEmpty => _file.Number("SELECT count(*) FROM person") == 0;

    /// <summary>People who may say who may do what, and can sign in to do it.</summary>
    internal long Administrators => _file.Number(
        "SELECT count(*) FROM person p JOIN role r ON r.person = p.id WHERE r.site = $1 AND r.role >= $2 AND p.disabled = 0 "
        + "AND length(p.hash) > 0",
        SiteRoles.Everywhere, (long)SiteRole.Administrator);

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    internal static PeopleFile Open(string path, IHmac hmac, TimeProvider time)
    {
        SqliteFile file = SqliteFile.OpenToWrite(path, Layout, file => file.Run(Tables + AuditLog.Tables));
        try
        {
            var people = new PeopleFile(path, file, hmac, time);
            people.TellOfCut();
            return people;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes a change, with its entries in the log, whole or not at all. The text that it gives is what is in its way: then it is
    /// not made, and only what <paramref name="failed"/> notes is kept.</summary>
    internal string Change(Func<string> act, Action<string>? failed = null)
    {
        lock (Gate)
        {
            string problem = Commit(act);
            if (problem.Length > 0 && failed != null) Commit(() => Note(() => failed(problem)));
            Log.SaveHead();
            return problem;
        }
    }

    internal PersonRecord? Find(string name) => Find("name = $1", name);

    /// <summary>The account of a number; null for none.</summary>
    internal PersonRecord? Find(long person) => Find("id = $1", person);

    private PersonRecord? Find(string which, object value) => _file.Rows(
        "SELECT id, name, salt, iterations, hash, secret, last_step, failures, opens_at, disabled FROM person WHERE " + which, value)
        .Select(row => new PersonRecord(
            row.GetInt64(0), row.GetString(1), (byte[])row[2], row.GetInt32(3), (byte[])row[4], (byte[])row[5], row.GetInt64(6),
            row.GetInt32(7), row.GetInt64(8), row.GetInt64(9) != 0))
        .FirstOrDefault();

    /// <summary>Makes an account that nobody can sign in to yet.</summary>
    internal void Add(string name, long now) => _file.Run(
        "INSERT INTO person(name, salt, iterations, hash, secret, last_step, failures, opens_at, disabled, created, seen) "
        + "VALUES($1, x'', 1, x'', x'', 0, 0, 0, 0, $2, 0)",
        name, now);

    internal void SavePassword(long person, byte[] salt, int iterations, byte[] hash) =>
        _file.Run("UPDATE person SET salt = $2, iterations = $3, hash = $4 WHERE id = $1", person, salt, iterations, hash);

    internal void SaveSecret(long person, byte[] secret, long lastStep) =>
        _file.Run("UPDATE person SET secret = $2, last_step = $3 WHERE id = $1", person, secret, lastStep);

    internal void SaveAttempts(PersonRecord person) => _file.Run(
        "UPDATE person SET failures = $2, opens_at = $3, last_step = $4 WHERE id = $1",
        person.Id, person.Failures, person.OpensAt, person.LastStep);

    internal void SaveDisabled(long person, bool isDisabled) =>
        _file.Run("UPDATE person SET disabled = $2 WHERE id = $1", person, isDisabled ? 1 : 0);

    /// <summary>Takes from an account all that lets somebody in.</summary>
    internal void Empty(long person)
    {
        _file.Run(
            "UPDATE person SET salt = x'', iterations = 1, hash = x'', secret = x'', last_step = 0, failures = 0, opens_at = 0 "
            + "WHERE id = $1",
            person);
        _file.Run("DELETE FROM recovery WHERE person = $1", person);
        Passkeys.Empty(person);
        Provider.Remove(person);
        EndSessions(person, 0);
    }

    internal void Remove(long person)
    {
        Empty(person);
        _file.Run("DELETE FROM invitation WHERE person = $1", person);
        _file.Run("DELETE FROM role WHERE person = $1", person);
        _file.Run("DELETE FROM person WHERE id = $1", person);
    }

    internal void SaveInvitation(long person, byte[] hash, byte[] secret, long until) =>
        _file.Run("INSERT OR REPLACE INTO invitation VALUES($1, $2, $3, $4)", person, hash, secret, until);

    /// <summary>The secret that goes with a one-time code that is good now; null for none.</summary>
    internal byte[]? InvitationSecret(long person, byte[] hash, long now) =>
        (byte[]?)_file.One("SELECT secret FROM invitation WHERE person = $1 AND hash = $2 AND until > $3", person, hash, now);

    internal void EndInvitation(long person) => _file.Run("DELETE FROM invitation WHERE person = $1", person);

    internal void SaveRole(long person, string site, SiteRole role)
    {
        _file.Run("DELETE FROM role WHERE person = $1 AND site = $2", person, site);
        if (role != SiteRole.None) _file.Run("INSERT INTO role VALUES($1, $2, $3)", person, site, (long)role);
    }

    internal SiteRoles RolesOf(long person) => new(
        _file.Rows("SELECT site, role FROM role WHERE person = $1", person)
            .Select(row => KeyValuePair.Create(row.GetString(0), (SiteRole)row.GetInt64(1))).ToList());

    internal void SaveRecovery(long person, IEnumerable<byte[]> hashes)
    {
        _file.Run("DELETE FROM recovery WHERE person = $1", person);
        foreach (byte[] hash in hashes) _file.Run("INSERT INTO recovery VALUES($1, $2)", person, hash);
    }

    /// <summary>Uses a recovery code up. False: it is none.</summary>
    internal bool UseRecovery(long person, byte[] hash) =>
        _file.Run("DELETE FROM recovery WHERE person = $1 AND hash = $2", person, hash) == 1;

    internal int RecoveryLeft(long person) => (int)_file.Number("SELECT count(*) FROM recovery WHERE person = $1", person);

    /// <summary>Begins a session; gives its number.</summary>
    internal long AddSession(byte[] hash, long person, Caller from, long now)
    {
        _file.Run("UPDATE person SET seen = $2 WHERE id = $1", person, now);
        return _file.Insert(
            "INSERT INTO session(hash, person, began, seen, proved, address, browser) VALUES($1, $2, $3, $3, $3, $4, $5)",
            hash, person, now, from.Address, from.Browser);
    }

    /// <summary>Whose session it is, and notes that it was used; null where it ended, by itself or by somebody.</summary>
    internal SignedInPerson? Use(byte[] hash, long now, long idleMs, long longestMs)
    {
        _file.Run("DELETE FROM session WHERE seen < $1 OR began < $2", now - idleMs, now - longestMs);
        _file.Run("UPDATE session SET seen = $2 WHERE hash = $1 AND seen < $3", hash, now, now - idleMs / 60);
        (long person, string name, long session, long proved) = _file.Rows(
            "SELECT p.id, p.name, s.id, s.proved FROM session s JOIN person p ON p.id = s.person WHERE s.hash = $1 AND p.disabled = 0",
            hash)
            .Select(row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)))
            .FirstOrDefault((0, "", 0, 0));
        return person == 0 ? null : new SignedInPerson(name, RolesOf(person), session, proved);
    }

    /// <summary>Who has a session that did not run out. It stays as it is.</summary>
    internal SignedInPerson? Look(long session, long now, long idleMs, long longestMs)
    {
        (long person, string name, long proved) = _file.Rows(
            "SELECT p.id, p.name, s.proved FROM session s JOIN person p ON p.id = s.person "
            + "WHERE s.id = $1 AND s.seen >= $2 AND s.began >= $3 AND p.disabled = 0",
            session, now - idleMs, now - longestMs)
            .Select(row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2)))
            .FirstOrDefault((0, "", 0));
        return person == 0 ? null : new SignedInPerson(name, RolesOf(person), session, proved);
    }

    internal void SaveProved(long session, long now) => _file.Run("UPDATE session SET proved = $2 WHERE id = $1", session, now);

    internal void EndSession(byte[] hash) => _file.Run("DELETE FROM session WHERE hash = $1", hash);

    /// <summary>Ends a session of somebody. False: it is none of theirs.</summary>
    internal bool EndSession(long person, long session) =>
        _file.Run("DELETE FROM session WHERE person = $1 AND id = $2", person, session) == 1;

    /// <summary>Ends all sessions of somebody but one; gives how many.</summary>
    internal int EndSessions(long person, long but) => _file.Run("DELETE FROM session WHERE person = $1 AND id <> $2", person, but);

    internal List<SessionView> SessionsOf(long person) => [.. _file.Rows(
        "SELECT id, began, seen, address, browser FROM session WHERE person = $1 ORDER BY seen DESC", person)
        .Select(row => new SessionView(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4)))];

    internal List<PersonView> Views(string? name)
    {
        List<(long Id, PersonView View)> found = [.. _file.Rows(
            "SELECT p.id, p.name, length(p.hash), p.disabled, p.created, max(p.seen, coalesce((SELECT max(seen) FROM session "
            + "WHERE person = p.id), 0)), (SELECT count(*) FROM recovery WHERE person = p.id), coalesce(i.until, 0), "
            + "(SELECT count(*) FROM passkey WHERE person = p.id), "
            + "(SELECT count(*) FROM provider_person WHERE person = p.id) FROM person p "
            + "LEFT JOIN invitation i ON i.person = p.id WHERE $1 IS NULL OR p.name = $1 ORDER BY p.name", name)
            .Select(row => (row.GetInt64(0), new PersonView(
                row.GetString(1), SiteRoles.None, row.GetInt64(2) > 0, row.GetInt64(3) != 0, row.GetInt64(4), row.GetInt64(5),
                row.GetInt32(6), row.GetInt64(7), row.GetInt32(8), row.GetInt64(9) > 0)))];
        return [.. found.Select(person => person.View with { Roles = RolesOf(person.Id) })];
    }

    public void Dispose() => _file.Dispose();

    private void TellOfCut()
    {
        if (Log.FindCut() is { Length: > 0 } cut) Change(() => Note(() => Log.Add(Caller.CommandLine, AuditDeed.LogCut, "", cut)));
    }

    private static string Note(Action act)
    {
        act();
        return "";
    }

    private string Commit(Func<string> act)
    {
        _file.Begin();
        try
        {
            string problem = act();
            if (problem.Length == 0) _file.Commit();
            return problem;
        }
        finally
        {
            _file.EndTransaction();
        }
    }
}
