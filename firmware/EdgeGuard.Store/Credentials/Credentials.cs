using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Where certificates, keys, CAs, revocation lists and the broker's password are installed. They are records of their own, in use
/// at once, and no part of a commit. Any thread.</summary>
/// <remarks>A private key made here never leaves but wrapped in a backup; a
/// certificate comes into use together with its key, in one write.</remarks>
public sealed class Credentials
{
    private readonly RecordStore _records;
    private readonly Accounts _accounts;
    private readonly ChangeEvents _events;
    private readonly ICredentialApplier _applier;

    private readonly object _lock = new object();

    public Credentials(StoreContext context, Accounts accounts, ICredentialApplier applier)
    {
        _records = context.Records;
        _accounts = accounts;
        _events = new ChangeEvents(context.Events);
        _applier = applier;
        for (int i = 0; i < CredentialSet.Count; i++)
        {
            _records.Read(CredentialSet.NameAt(i), out RecordHealth health);
            _events.Health(CredentialSet.NameAt(i), health);
        }
    }

    /// <summary>What is installed. Holds secrets.</summary>
    public CredentialSet Installed
    {
        get
        {
            lock (_lock) return CredentialSet.Load(_records);
        }
    }

    /// <summary>Adds what is wrong with what is installed, by itself and with each other.</summary>
    public void Check(ProblemList problems)
    {
        lock (_lock) _applier.Check(CredentialSet.Load(_records), problems);
    }

    /// <summary>Makes a new private key, which waits for its certificate, and the request to send to the CA. The certificate in use stays
    /// in use. A technician.</summary>
    public CredentialFault NewRequest(Person by, string subject, out string request)
    {
        request = "";
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CredentialFault.NotAllowed;
            string key = _applier.NewKey();
            if (key.Length == 0) return CredentialFault.NoKeysHere;
            string made = _applier.Request(key, subject);
            if (made.Length == 0) return CredentialFault.Problems;
            var changes = new StoreChanges().Write(RecordName.TlsPending, Encoding.UTF8.GetBytes(key));
            if (!_records.Make(changes)) return Refused(RecordName.TlsPending);
            _events.Raise(EventCode.CredentialInstalled, by.Peer, RecordName.Number(RecordName.TlsPending), 0);
            request = made;
            return CredentialFault.None;
        }
    }

    /// <summary>Installs the certificate for the key that waits; both come into use together. A technician.</summary>
    public CredentialFault InstallCertificate(Person by, string chain, ProblemList problems)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CredentialFault.NotAllowed;
            byte[]? pending = _records.Read(RecordName.TlsPending);
            string? key = pending == null ? null : Utf8Text.Read(pending);
            if (key == null) return CredentialFault.NoKey;
            byte[] content = new KeyedCertificate(key, chain).ToBytes();
            return Change(by, RecordName.TlsIdentity, content, new StoreChanges().Delete(RecordName.TlsPending), false, problems);
        }
    }

    /// <summary>Installs a credential: a <see cref="KeyedCertificate"/>'s bytes, a PEM or a password. A technician.</summary>
    public CredentialFault Install(Person by, string name, byte[] content, ProblemList problems)
    {
        return Install(by, name, content, false, problems);
    }

    /// <summary>As above.</summary>
    /// <param name="by">Who.</param>
    /// <param name="name">The record.</param>
    /// <param name="content">What is in it from now on.</param>
    /// <param name="whoeverItEnds">Whether to install it although every session ends.</param>
    /// <param name="problems">Where to add what does not fit.</param>
    public CredentialFault Install(Person by, string name, byte[] content, bool whoeverItEnds, ProblemList problems)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CredentialFault.NotAllowed;
            return Change(by, name, content, new StoreChanges(), whoeverItEnds, problems);
        }
    }

    /// <summary>Removes a credential. A technician.</summary>
    public CredentialFault Remove(Person by, string name, ProblemList problems)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CredentialFault.NotAllowed;
            if (!_records.Has(name)) return CredentialFault.Unknown;
            return Change(by, name, null, new StoreChanges(), false, problems);
        }
    }

    /// <summary>Checks credentials from elsewhere, and adds them to what is about to be written.</summary>
    internal CredentialFault Prepare(CredentialSet wanted, StoreChanges changes, ProblemList problems)
    {
        CredentialSet merged = Installed;
        for (int i = 0; i < CredentialSet.Count; i++)
        {
            string name = CredentialSet.NameAt(i);
            byte[]? content = wanted.Get(name);
            if (content == null) continue;
            merged.Put(name, content);
            changes.Write(name, content);
        }
        _applier.Check(merged, problems);
        return problems.Errors > 0 ? CredentialFault.Problems : CredentialFault.None;
    }

    /// <summary>Uses what was written behind its back.</summary>
    internal void UseInstalled()
    {
        _applier.Use(Installed);
    }

    private CredentialFault Change(Person by, string name, byte[]? content, StoreChanges changes, bool whoeverItEnds, ProblemList problems)
    {
        if (!CredentialSet.IsCredential(name)) return CredentialFault.Unknown;
        if (content != null && content.Length > CredentialSet.MaxBytes) return CredentialFault.TooLong;
        CredentialSet set = CredentialSet.Load(_records);
        set.Put(name, content);
        _applier.Check(set, problems);
        if (problems.Errors > 0) return CredentialFault.Problems;
        string effect = whoeverItEnds ? "" : _applier.Foresee(set);
        if (effect.Length > 0)
        {
            problems.Error(0, 0, name, "with this " + name + " " + effect, "");
            return CredentialFault.EndsEverybody;
        }
        if (content == null) changes.Delete(name);
        else changes.Write(name, content);
        if (!_records.Make(changes)) return Refused(name);
        EventCode code = content == null ? EventCode.CredentialRemoved : EventCode.CredentialInstalled;
        _events.Raise(code, by.Peer, RecordName.Number(name), 0);
        _applier.Use(set);
        return CredentialFault.None;
    }

    private CredentialFault Refused(string name)
    {
        _events.Refused(name);
        return CredentialFault.StoreRefused;
    }
}
