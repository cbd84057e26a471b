using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads the audit log from its beginning, and says where it is not as it was written. For one reading.</summary>
internal sealed class AuditVerifier(AuditChain chain)
{
    private const int MostDamages = 20;

    private readonly List<string> _damages = [];
    private byte[] _before = AuditChain.Nothing;
    private long _last;
    private long _count;
    private long _wrongFrom;

    internal AuditState Verify(SqliteFile file)
    {
        try
        {
            foreach (SqliteDataReader row in file.Rows($"SELECT {AuditReader.Columns}, mac FROM audit ORDER BY n")) Take(row);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            Tell($"the file cannot be read behind entry {_last}");
        }
        EndWrong();
        return new AuditState(_count, _count == 0 ? "" : Convert.ToHexStringLower(_before), _damages);
    }

    private void Take(SqliteDataReader row)
    {
        AuditEntry entry = AuditReader.Entry(row);
        byte[] mac = (byte[])row[AuditReader.ColumnCount];
        if (entry.Number != _last + 1)
        {
            EndWrong();
            Tell($"entries {_last + 1} to {entry.Number - 1} are missing");
        }
        // Behind a gap the MAC before is not known: of this entry nothing can be said but that the next one must follow it.
        bool isRight = entry.Number != _last + 1 || chain.IsRight(entry, _before, mac);
        if (isRight) EndWrong();
        else if (_wrongFrom == 0) _wrongFrom = entry.Number;
        _before = mac;
        _last = entry.Number;
        _count++;
        if (entry.Deed == AuditDeed.LogCut) Tell($"before entry {entry.Number}: {entry.Detail}");
    }

    private void EndWrong()
    {
        if (_wrongFrom == 0) return;
        string which = _wrongFrom == _last ? $"entry {_last} is" : $"entries {_wrongFrom} to {_last} are";
        Tell($"{which} not as written, or audit.key is another one");
        _wrongFrom = 0;
    }

    private void Tell(string damage)
    {
        if (_damages.Count < MostDamages) _damages.Add(damage);
    }
}
