using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Identity;

namespace EdgeGuard.Central;

/// <summary>The passkeys in the file of accounts. Guarded by that file's lock.</summary>
internal sealed class PasskeyFile
{
    // Added to a file of before passkeys, too. A handle is what a passkey knows its owner by: it is random, and says nothing of anybody.
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS passkey_owner(person INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS passkey(number INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL,
            credential BLOB NOT NULL UNIQUE, key BLOB NOT NULL, name TEXT NOT NULL, transports TEXT NOT NULL, counter INTEGER NOT NULL,
            eligible INTEGER NOT NULL, copied INTEGER NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL);
        """;

    private readonly SqliteFile _file;

    internal PasskeyFile(SqliteFile file)
    {
        _file = file;
        file.Run(Tables);
    }

    /// <summary>What passkeys know somebody by; null before the first.</summary>
    internal string? HandleOf(long person) => (string?)_file.One("SELECT handle FROM passkey_owner WHERE person = $1", person);

    /// <summary>Whose handle it is; 0 for nobody's.</summary>
    internal long OwnerOf(string handle) => _file.Number("SELECT person FROM passkey_owner WHERE handle = $1", handle);

    /// <summary>Whose passkey it is; 0 for nobody's.</summary>
    internal long OwnerOf(byte[] credential) => _file.Number("SELECT person FROM passkey WHERE credential = $1", credential);

    internal void SaveHandle(long person, string handle) => _file.Run("INSERT INTO passkey_owner VALUES($1, $2)", person, handle);

    /// <summary>All of somebody, the oldest first.</summary>
    internal List<PasskeyRecord> Of(long person) => [.. _file.Rows(
        "SELECT number, used, credential, key, created, counter, transports, eligible, copied, name FROM passkey WHERE person = $1 "
        + "ORDER BY number",
        person)
        .Select(row => new PasskeyRecord(row.GetInt64(0), row.GetInt64(1), new UserPasskeyInfo(
            (byte[])row[2],
            (byte[])row[3],
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            (uint)row.GetInt64(5),
            row.GetString(6).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            isBackupEligible: row.GetInt64(7) != 0,
            isBackedUp: row.GetInt64(8) != 0,
            attestationObject: [],
            clientDataJson: []) { Name = row.GetString(9) }))];

    internal void Add(long person, string name, UserPasskeyInfo info, long now) => _file.Run(
        "INSERT INTO passkey(person, credential, key, name, transports, counter, eligible, copied, created, used) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
        person, info.CredentialId, info.PublicKey, name, string.Join(' ', info.Transports ?? []), (long)info.SignCount,
        info.IsBackupEligible ? 1 : 0, info.IsBackedUp ? 1 : 0, now);

    /// <summary>Notes that somebody came in by a passkey. False: it is not there any more, or its counter went on meanwhile.</summary>
    internal bool Use(long person, UserPasskeyInfo info, long now) => _file.Run(
        "UPDATE passkey SET counter = $3, copied = $4, used = $5 WHERE person = $1 AND credential = $2 "
        + "AND (counter < $3 OR (counter = 0 AND $3 = 0))",
        person, info.CredentialId, (long)info.SignCount, info.IsBackedUp ? 1 : 0, now) == 1;

    /// <summary>Removes one. False: it is none of theirs.</summary>
    internal bool Remove(long person, long number) =>
        _file.Run("DELETE FROM passkey WHERE person = $1 AND number = $2", person, number) == 1;

    /// <summary>Removes all, and what they know their owner by.</summary>
    internal void Empty(long person)
    {
        _file.Run("DELETE FROM passkey WHERE person = $1", person);
        _file.Run("DELETE FROM passkey_owner WHERE person = $1", person);
    }
}
