namespace EdgeGuard.Core;

/// <summary>Named records that outlast a restart. A call returns when what it did will survive a power cut. Never throws;
/// one caller at a time.</summary>
/// <remarks>
/// A power cut between two calls changes nothing. A power cut during one leaves that record as it was, as it was to become, or damaged
/// (some bytes of the one and some of the other), and every other record as it was: who must never see a damaged record keeps it
/// twice, with a checksum. A platform whose medium can replace a record atomically does so.
/// Names are up to 48 characters of <c>a-z 0-9 . -</c>, beginning with a letter.
/// </remarks>
public interface IStore
{
    /// <summary>The bytes of a record; null when there is none, or the medium cannot read it.</summary>
    byte[]? Read(string name);

    /// <summary>Replaces a record, or makes it. False: the medium refused
    /// (full, worn out), and the record is as after a power cut.</summary>
    bool Write(string name, byte[] content);

    /// <summary>Adds bytes to the end of a record, or makes it: a log. After a power cut it ends somewhere in the last addition.
    /// False: as for <see cref="Write"/>.</summary>
    bool Append(string name, byte[] content);

    /// <summary>Removes a record, overwriting it first where the medium allows that. True when there is none afterwards.</summary>
    bool Delete(string name);
}
