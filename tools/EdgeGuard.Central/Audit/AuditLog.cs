using System;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What was done at the console and by whom: appended to, and never changed. It lies in the file of accounts, so that a change and
/// its entry are on the disk together or not at all. Guarded by that file's lock.</summary>
internal sealed class AuditLog
{
    internal const string Tables =
        """
        CREATE TABLE audit(n INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, deed INTEGER NOT NULL,
            subject TEXT NOT NULL, detail TEXT NOT NULL, mac BLOB NOT NULL);
        CREATE TRIGGER audit_change BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
        CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is not cut'); END;
        """;

    private const int MostCharacters = 300;

    private readonly SqliteFile _file;
    private readonly AuditFiles _files;
    private readonly TimeProvider _time;

    internal AuditLog(SqliteFile file, AuditFiles files, IHmac hmac, TimeProvider time)
    {
        _file = file;
        _files = files;
        _time = time;
        Chain = new AuditChain(hmac, files.Key());
    }

    internal AuditChain Chain { get; }

    /// <summary>Writes an entry, within the transaction of what it tells of.</summary>
    internal void Add(Caller by, AuditDeed deed, string subject = "", string detail = "")
    {
        (long number, byte[] before) = Last();
        var entry = new AuditEntry(
            number + 1, _time.GetUtcNow().ToUnixTimeMilliseconds(), by.Who, by.Address, deed, Fit(subject), Fit(detail));
        _file.Run(
            "INSERT INTO audit VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
            entry.Number, entry.At, entry.Who, entry.Address, (long)deed, entry.Subject, entry.Detail, Chain.Mac(entry, before));
    }

    /// <summary>Notes beside the log where it ends, after the transaction.</summary>
    internal void SaveHead()
    {
        (long number, byte[] mac) = Last();
        _files.SaveHead(number, mac);
    }

    /// <summary>What is missing at the end, in words; empty for nothing. Two processes may write: the note is read first, so that the log
    /// is never found shorter for what another wrote between.</summary>
    internal string FindCut()
    {
        (long number, byte[] mac) = _files.Head();
        if (number == 0) return "";
        long last = Last().Number;
        if (last < number) return $"entries {last + 1} to {number} are gone: an older copy of the file was put here, or its end cut off";
        bool isSame = _file.One("SELECT mac FROM audit WHERE n = $1", number) is byte[] there && there.SequenceEqual(mac);
        return isSame ? "" : $"entry {number} is not the one that was written: another file was put here";
    }

    private (long Number, byte[] Mac) Last() => _file.Rows("SELECT n, mac FROM audit ORDER BY n DESC LIMIT 1")
        .Select(row => (row.GetInt64(0), (byte[])row[1]))
        .FirstOrDefault((0, AuditChain.Nothing));

    private static string Fit(string text)
    {
        string clean = PeerText.Clean(text);
        return clean.Length <= MostCharacters ? clean : clean[..MostCharacters];
    }
}
