using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Makes backups and restores them, and takes everything back to how it left the factory. Any thread.</summary>
/// <remarks>
/// A backup holds the stored settings and policy, CAs and revocation lists in clear; with a passphrase also keys, certificates, the
/// broker's password and the accounts, wrapped (<see cref="BackupKeys"/>). The device's identity is in none. Without a passphrase only the
/// module that made it can restore it.
/// </remarks>
public sealed class Backups
{
    private readonly RecordStore _records;
    private readonly Accounts _accounts;
    private readonly Configurations _configuration;
    private readonly Credentials _credentials;
    private readonly IHmac _hmac;
    private readonly IRandom _random;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;
    private readonly PasswordCost _cost;

    public Backups(StoreContext context, Accounts accounts, Configurations configuration, Credentials credentials)
    {
        _records = context.Records;
        _accounts = accounts;
        _configuration = configuration;
        _credentials = credentials;
        _hmac = context.Hmac;
        _random = context.Random;
        _clock = context.Clock;
        _events = new ChangeEvents(context.Events);
        _cost = context.Cost;
    }

    /// <summary>The text of a backup. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="passphrase">Wraps the secrets; empty: they are left out.</param>
    /// <param name="text">The backup; empty after a fault.</param>
    public BackupFault Make(Person by, string passphrase, out string text)
    {
        text = "";
        if (!_accounts.MayChange(by)) return BackupFault.NotAllowed;
        if (passphrase.Length > 0 && passphrase.Length < AccountLimits.MinPassword) return BackupFault.PassphraseTooShort;
        var backup = new BackupText();
        backup.Line(Made(by));
        BackupKeys? keys = passphrase.Length > 0 ? WithPassphrase(passphrase, backup) : WithDevice(backup);
        if (keys == null) return BackupFault.OtherModule;

        StoredConfiguration stored = _configuration.Stored;
        backup.Text("settings", stored.Settings);
        backup.Text("policy", stored.Policy);
        CredentialSet credentials = _credentials.Installed;
        for (int i = 0; i < CredentialSet.Count; i++)
        {
            string name = CredentialSet.NameAt(i);
            byte[]? content = credentials.Get(name);
            if (content == null) continue;
            if (!CredentialSet.IsSecret(name)) backup.Bytes("record", name, content);
            else if (keys.CanWrap) backup.Bytes("wrapped", name, keys.Wrap(content, _random));
        }
        byte[]? accounts = _records.Read(RecordName.Accounts);
        if (keys.CanWrap && accounts != null) backup.Bytes("wrapped", RecordName.Accounts, keys.Wrap(accounts, _random));
        text = backup.Finish(keys);
        _events.Raise(EventCode.BackupMade, by.Peer, keys.CanWrap ? 1 : 0, 0);
        return BackupFault.None;
    }

    /// <summary>Reads a backup, to be looked at and then restored. Null, and why not. A technician.</summary>
    public OpenBackup? Open(Person by, string text, string passphrase, out BackupFault fault)
    {
        fault = BackupFault.NotAllowed;
        if (!_accounts.MayChange(by)) return null;
        DeviceIdentity? identity = DeviceIdentity.Load(_records);
        byte[] deviceKey = identity == null ? new byte[0] : identity.Key(_hmac, KeyPurpose.Backups);
        string stream = identity == null ? "" : EventText.Hex(identity.Stream);
        BackupReader? backup = BackupReader.Read(text, passphrase, _hmac, deviceKey, stream, out fault);
        if (backup == null) return null;
        if (backup.Accounts == null || Accounts.AreSound(backup.Accounts)) return new OpenBackup(backup);
        fault = BackupFault.Damaged;
        return null;
    }

    /// <summary>Takes a backup over: credentials and accounts at once and together; settings and policy as the candidate, to be checked and
    /// committed. What is not in the backup stays. A technician, whose own account may be another one afterwards.</summary>
    public BackupFault Restore(Person by, OpenBackup open, ProblemList problems)
    {
        if (!_accounts.MayChange(by)) return BackupFault.NotAllowed;
        if (_configuration.TrialMs > 0) return BackupFault.OnTrial;
        BackupReader backup = open.Content;
        var changes = new StoreChanges();
        if (_credentials.Prepare(backup.Credentials, changes, problems) != CredentialFault.None) return BackupFault.Problems;
        if (backup.Accounts != null) changes.Write(RecordName.Accounts, backup.Accounts);
        if (changes.Count > 0 && !_records.Make(changes))
        {
            _events.Refused(RecordName.Journal);
            return BackupFault.StoreRefused;
        }
        // Before the accounts are others: the candidate is this person's last act.
        _configuration.SetSettings(by, backup.Settings);
        _configuration.SetPolicy(by, backup.Policy);
        _events.Raise(EventCode.BackupRestored, by.Peer, backup.HasSecrets ? 1 : 0, 0);
        _accounts.Reload();
        _credentials.UseInstalled();
        return BackupFault.None;
    }

    /// <summary>The key by which the module's batches of events are verified, under a passphrase. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="passphrase">Wraps it; there is no way to get it without.</param>
    /// <param name="text">A <see cref="SealKeyText"/>; empty after a fault.</param>
    public BackupFault ShowSealKey(Person by, string passphrase, out string text)
    {
        text = "";
        if (!_accounts.MayChange(by)) return BackupFault.NotAllowed;
        if (passphrase.Length < AccountLimits.MinPassword) return BackupFault.PassphraseTooShort;
        DeviceIdentity? identity = DeviceIdentity.Load(_records);
        if (identity == null) return BackupFault.OtherModule;
        text = SealKeyText.Wrap(identity, Made(by), passphrase, _cost.Iterations, _hmac, _random);
        _events.Raise(EventCode.SealKeyShown, by.Peer, 0, 0);
        return BackupFault.None;
    }

    /// <summary>Removes everything but the claim code: keys, accounts, certificates, settings, policy, the name of the stream. Nothing is
    /// in force afterwards. A technician. A power cut in the middle is finished by the next start.</summary>
    public BackupFault FactoryReset(Person by)
    {
        if (!_accounts.MayChange(by)) return BackupFault.NotAllowed;
        var changes = new StoreChanges();
        for (int i = 1; i < RecordName.Count; i++)
        {
            string name = RecordName.Of(i);
            if (name != RecordName.Label && name != RecordName.Journal) changes.Delete(name);
        }
        if (!_records.Make(changes))
        {
            _events.Refused(RecordName.Journal);
            return BackupFault.StoreRefused;
        }
        _events.Raise(EventCode.FactoryReset, by.Peer, 0, 0);
        _configuration.Forget();
        _accounts.Reload();
        _credentials.UseInstalled();
        return BackupFault.None;
    }

    private string Made(Person by)
    {
        return "made " + EventText.Time(new EventRecord { Utc = _clock.Utc, Trust = _clock.Trust, Uptime = _clock.Now }).Trim() + " by "
            + by.Name;
    }

    private BackupKeys WithPassphrase(string passphrase, BackupText backup)
    {
        BackupKeys keys = BackupKeys.NewPassphrase(_hmac, passphrase, _cost.Iterations, _random, out string line);
        backup.Line(line);
        return keys;
    }

    private BackupKeys? WithDevice(BackupText backup)
    {
        DeviceIdentity? identity = DeviceIdentity.Load(_records);
        if (identity == null) return null;
        backup.Line("key device " + EventText.Hex(identity.Stream));
        return BackupKeys.OfDevice(_hmac, identity.Key(_hmac, KeyPurpose.Backups));
    }
}
