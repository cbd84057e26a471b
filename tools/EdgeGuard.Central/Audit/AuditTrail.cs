using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>The audit log as it is written to and read. Any thread.</summary>
public sealed class AuditTrail
{
    private readonly PeopleFile _file;

    internal AuditTrail(PeopleFile file) => _file = file;

    /// <summary>Writes an entry of what was done. When it returns, it is on the disk.</summary>
    /// <param name="by">Who, and from where.</param>
    /// <param name="deed">What.</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">What else there is to say.</param>
    public void Add(Caller by, AuditDeed deed, string subject, string detail) => _file.Change(() =>
    {
        _file.Log.Add(by, deed, subject, detail);
        return "";
    });

    /// <summary>Some entries, the last first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="before">Of lower numbers than this.</param>
    /// <param name="most">Most of them.</param>
    public IReadOnlyList<AuditEntry> Entries(AuditQuery query, long before, int most)
    {
        using SqliteFile file = SqliteFile.OpenToRead(_file.Path);
        return AuditReader.Read(file, query, before, most);
    }

    /// <summary>Reads all of it, and says where it is not as it was written.</summary>
    public AuditState Verify()
    {
        using SqliteFile file = SqliteFile.OpenToRead(_file.Path);
        return new AuditVerifier(_file.Log.Chain).Verify(file);
    }
}
