using System;
using System.Linq;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class BackupTests
{
    private const string Passphrase = "seven small green apples";

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_backup_with_a_passphrase_makes_another_module_the_same()
    {
        CredentialBed old = CredentialBed.Equipped();
        string text = Make(old, Passphrase);
        CredentialBed other = Replacement();
        Assert.AreEqual(BackupFault.None, other.Backups.Restore(other.Module.Anna, text, Passphrase, new ProblemList()));
        Assert.AreEqual(old.Installed, other.Installed);
        Assert.AreEqual(old.Installed, other.Applier.InUse);
        Assert.AreEqual(old.Module.Configurations.Stored.Settings, other.Module.Configurations.CandidateSettings);
        Assert.AreEqual("  0", other.Module.InForce, "until it is committed");
        Person anna = other.Module.Module.Login("anna", AccountBed.Password).Person!;
        Assert.AreEqual(CommitFault.None, other.Module.Configurations.Commit(anna).Fault);
        Assert.AreEqual("north first 1", other.Module.InForce);
        CollectionAssert.AreNotEqual(
            DeviceIdentity.Load(old.Module.Module.Records)!.Stream, DeviceIdentity.Load(other.Module.Module.Records)!.Stream);
    }

    [TestMethod]
    public void The_seal_key_is_shown_under_a_passphrase_only_and_no_other_key_with_it()
    {
        CredentialBed bed = CredentialBed.Equipped();
        Assert.AreEqual(BackupFault.PassphraseTooShort, bed.Backups.ShowSealKey(bed.Module.Anna, "", out string text));
        Assert.AreEqual("", text);
        Assert.AreEqual(BackupFault.None, bed.Backups.ShowSealKey(bed.Module.Anna, Passphrase, out text));
        DeviceIdentity identity = DeviceIdentity.Load(bed.Module.Module.Records)!;
        byte[] key = identity.Key(new LibraryHmac(), KeyPurpose.Events);
        foreach (byte[] secret in new[] { key, Secret(bed.Module.Module.Records) })
        {
            Assert.IsFalse(text.Contains(EventText.Hex(secret), StringComparison.Ordinal));
            Assert.IsFalse(text.Contains(Convert.ToBase64String(secret)[..20], StringComparison.Ordinal));
        }
        string log = "anna> seal-key\r\n" + text.Replace("\n", "\r\n", StringComparison.Ordinal) + "anna> ";
        SealKeyText? read = SealKeyText.Read(log, Passphrase, new LibraryHmac(), out BackupFault fault);
        Assert.AreEqual(BackupFault.None, fault);
        CollectionAssert.AreEqual(key, read!.Key);
        CollectionAssert.AreEqual(identity.Stream, read.Stream);
        Assert.IsNull(SealKeyText.Read(text, Passphrase + "x", new LibraryHmac(), out fault));
        Assert.AreEqual(BackupFault.Mac, fault);
        Assert.IsNull(SealKeyText.Read("nothing", Passphrase, new LibraryHmac(), out fault));
        Assert.AreEqual(BackupFault.NotBackup, fault);
    }

    [TestMethod]
    public void A_backup_and_a_seal_key_are_found_in_a_log_that_puts_the_time_before_each_line()
    {
        CredentialBed bed = CredentialBed.Equipped();
        bed.Backups.ShowSealKey(bed.Module.Anna, Passphrase, out string key);
        string backup = Make(bed, Passphrase);
        string log = Logged("anna> seal-key\npassphrase for the key: \n" + key + "anna> backup\n" + backup + "anna> logout\n");
        Assert.IsNotNull(SealKeyText.Read(log, Passphrase, new LibraryHmac(), out BackupFault fault), fault.ToString());
        CredentialBed other = Replacement();
        Assert.AreEqual(BackupFault.None, other.Backups.Restore(other.Module.Anna, log, Passphrase, new ProblemList()));
        Assert.AreEqual(bed.Module.Configurations.Stored.Settings, other.Module.Configurations.CandidateSettings);
        Assert.AreEqual(
            BackupFault.None, Replacement().Backups.Restore(other.Module.Anna, "  " + backup, Passphrase, new ProblemList()),
            "a blank before it");
    }

    [TestMethod]
    public void Any_change_of_a_seal_key_that_was_shown_is_noticed()
    {
        CredentialBed bed = CredentialBed.Equipped();
        bed.Backups.ShowSealKey(bed.Module.Anna, Passphrase, out string text);
        byte[] key = SealKeyText.Read(text, Passphrase, new LibraryHmac(), out _)!.Key;
        for (int at = 0; at < text.Length - 1; at++)
        {
            string changed = text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..];
            Assert.IsNull(SealKeyText.Read(changed, Passphrase, new LibraryHmac(), out _), $"character {at}");
            Assert.IsNull(SealKeyText.Read(text[..at], Passphrase, new LibraryHmac(), out _), $"{at} characters");
        }
        Assert.HasCount(32, key);
    }

    [TestMethod]
    public void The_accounts_of_a_backup_replace_those_of_the_replacement()
    {
        CredentialBed old = CredentialBed.Equipped();
        string text = Make(old, Passphrase);
        CredentialBed other = Replacement();
        Person zoe = other.Module.Module.Login("zoe", "zo's long password").Person!;
        Assert.AreEqual(BackupFault.None, other.Backups.Restore(zoe, text, Passphrase, new ProblemList()));
        Assert.IsFalse(other.Module.Module.Accounts.IsCurrent(zoe));
        Assert.AreEqual("anna", string.Join(' ', other.Module.Module.Accounts.List().Select(a => a.Name)));
    }

    [TestMethod]
    public void Without_a_passphrase_there_is_no_secret_in_it_and_only_the_module_itself_restores_it()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string text = Make(bed, "");
        StringAssert.Contains(text, "| site north\n");
        StringAssert.Contains(text, "record tls.ca\n");
        foreach (string word in new[] { "tls.identity", "mqtt.password", "accounts", "wrapped" })
        {
            StringAssert.DoesNotMatch(text, new(word), word);
        }
        bed.Install(RecordName.TlsCa, "another CA");
        Assert.AreEqual(BackupFault.None, bed.Backups.Restore(bed.Module.Anna, text, "", new ProblemList()));
        Assert.AreEqual("tls.identity chain of key 1, tls.ca the CA, mqtt.password broker secret", bed.Installed);
        CredentialBed other = Replacement();
        Assert.AreEqual(BackupFault.OtherModule, other.Backups.Restore(other.Module.Anna, text, "", new ProblemList()));
    }

    [TestMethod]
    public void No_secret_stands_in_a_wrapped_backup_in_clear_and_none_is_wrapped_alike_twice()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string first = Make(bed, Passphrase);
        string second = Make(bed, Passphrase);
        foreach (string secret in new[] { "broker secret", "key 1", Passphrase, AccountBed.Password, AccountBed.Label })
        {
            StringAssert.DoesNotMatch(first, new(secret), secret);
            StringAssert.DoesNotMatch(
                first, new(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)).TrimEnd('=')[..^1]), secret);
        }
        string[] wrapped = [.. first.Split('\n').Where(line => line.StartsWith("= ", StringComparison.Ordinal))];
        Assert.AreEqual(1, wrapped.Intersect(second.Split('\n')).Count(), "only the CA's line is the same");
    }

    [TestMethod]
    public void It_is_found_between_other_lines_and_with_the_line_ends_of_a_terminal()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string text = "m1> backup\r\n" + Make(bed, Passphrase).Replace("\n", "\r\n", StringComparison.Ordinal) + "m1> \r\n";
        Assert.AreEqual(BackupFault.None, bed.Backups.Restore(bed.Module.Anna, text, Passphrase, new ProblemList()));
    }

    [TestMethod]
    public void Mistakes_have_their_own_answers_and_change_nothing()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string text = Make(bed, Passphrase);
        bed.Install(RecordName.TlsCa, "another CA");
        string before = bed.Installed;
        BackupFault Restore(string backup, string passphrase) =>
            bed.Backups.Restore(bed.Module.Anna, backup, passphrase, new ProblemList());
        Assert.AreEqual(BackupFault.PassphraseNeeded, Restore(text, ""));
        Assert.AreEqual(BackupFault.Mac, Restore(text, Passphrase + "!"));
        Assert.AreEqual(BackupFault.Mac, Restore(text.Replace("site north", "site south", StringComparison.Ordinal), Passphrase));
        Assert.AreEqual(BackupFault.Damaged, Restore(text[..(text.Length / 2)], Passphrase));
        Assert.AreEqual(BackupFault.NotBackup, Restore("", Passphrase));
        Assert.AreEqual(
            BackupFault.NotBackup, Restore(text.Replace("edgeguard-backup 1", "edgeguard-backup 2", StringComparison.Ordinal), Passphrase));
        Assert.AreEqual(
            BackupFault.Damaged,
            Restore(text.Replace($"passphrase {AccountBed.Cost} ", "passphrase 2000000000 ", StringComparison.Ordinal), Passphrase));
        Assert.AreEqual(BackupFault.PassphraseTooShort, bed.Backups.Make(bed.Module.Anna, "short", out _));
        Assert.AreEqual(before, bed.Installed);
        foreach (BackupFault fault in Enum.GetValues<BackupFault>()) Assert.AreNotEqual("unknown fault", BackupFaultText.Message(fault));
    }

    [TestMethod]
    public void Any_change_of_any_character_is_noticed()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string text = Make(bed, Passphrase).TrimEnd('\n');
        string settings = bed.Module.Configurations.CandidateSettings;
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Char[' ', '~']).Where((at, c) => text[at] != c).Sample((at, c) =>
            bed.Backups.Restore(bed.Module.Anna, text[..at] + c + text[(at + 1)..], Passphrase, new ProblemList()) != BackupFault.None
                && bed.Module.Configurations.CandidateSettings == settings, iter: 500, threads: 1);
    }

    [TestMethod]
    public void A_viewer_makes_and_restores_none_and_resets_nothing()
    {
        CredentialBed bed = CredentialBed.Equipped();
        AccountBed accounts = bed.Module.Module;
        accounts.Accounts.Create(bed.Module.Anna, "bert", AccountLevel.Viewer, "another long password");
        Person bert = accounts.Login("bert", "another long password").Person!;
        Assert.AreEqual(BackupFault.NotAllowed, bed.Backups.Make(bert, "", out string text));
        Assert.AreEqual("", text);
        Assert.AreEqual(BackupFault.NotAllowed, bed.Backups.Restore(bert, "", "", new ProblemList()));
        Assert.AreEqual(BackupFault.NotAllowed, bed.Backups.FactoryReset(bert));
        Assert.IsTrue(accounts.Accounts.IsClaimed);
    }

    [TestMethod]
    public void Nothing_is_restored_while_a_configuration_is_on_trial()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string text = Make(bed, Passphrase);
        bed.Module.Edit("south", "second");
        bed.Module.Configurations.CommitOnTrial(bed.Module.Anna, 60);
        Assert.AreEqual(BackupFault.OnTrial, bed.Backups.Restore(bed.Module.Anna, text, Passphrase, new ProblemList()));
    }

    [TestMethod]
    public void After_a_factory_reset_nothing_is_left_but_the_label_and_the_claim_code_is_asked_for_again()
    {
        CredentialBed bed = CredentialBed.Equipped();
        byte[] stream = DeviceIdentity.Load(bed.Module.Module.Records)!.Stream;
        Assert.AreEqual(BackupFault.None, bed.Backups.FactoryReset(bed.Module.Anna));
        CollectionAssert.AreEqual(new[] { "label.a" }, bed.Module.Module.Medium.Names.ToArray());
        Assert.AreEqual("  0", bed.Module.InForce);
        Assert.AreEqual("", bed.Applier.InUse);
        Assert.IsFalse(bed.Module.Module.Accounts.IsCurrent(bed.Module.Anna));
        Assert.AreEqual(LoginFault.Unclaimed, bed.Module.Module.Login("anna", AccountBed.Password).Fault);
        AccountBed again = bed.Module.Module.Restart();
        Assert.AreEqual(AccountFault.None, again.Accounts.Claim(AccountBed.Label, "zoe", "zo's long password", "console", out _));
        Assert.AreEqual("anna", bed.Module.Module.Events.Only(EventCode.FactoryReset).Peer!.Subject);
        Assert.AreEqual(16, stream.Length);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_of_a_restore_or_a_reset_all_is_old_or_all_is_new()
    {
        CredentialBed source = CredentialBed.Equipped();
        string text = Make(source, Passphrase);
        int cuts = PowerCuts.Everywhere(Replacement().Module.Module.Medium, medium =>
        {
            CredentialBed bed = OpenAsZoe(medium, out Person zoe);
            bed.Backups.Restore(zoe, text, Passphrase, new ProblemList());
        }, (medium, hasEnded) =>
        {
            CredentialBed bed = Open(medium);
            string found = $"{bed.Installed} {bed.Module.Module.Accounts.List()[0].Name}";
            Assert.IsTrue(found == $"{source.Installed} anna" || (!hasEnded && found == " zoe"), found);
        });
        cuts += PowerCuts.Everywhere(source.Module.Module.Medium, medium =>
        {
            CredentialBed bed = Open(medium);
            bed.Backups.FactoryReset(bed.Module.Anna);
        }, (medium, hasEnded) =>
        {
            CredentialBed bed = Open(medium);
            bool isReset = !bed.Module.Module.Accounts.IsClaimed;
            Assert.IsTrue(isReset || !hasEnded);
            Assert.AreEqual(isReset ? "" : source.Installed, bed.Installed);
            Assert.AreEqual(isReset ? "  0" : "north first 1", bed.Module.InForce);
            Assert.AreEqual(isReset, DeviceIdentity.Load(bed.Module.Module.Records) == null);
        });
        TestContext.WriteLine($"{cuts} power cuts while a backup was restored and a module was reset");
        Assert.IsTrue(cuts > 200, $"{cuts}");
    }

    [TestMethod]
    public void Keys_for_different_purposes_are_different_and_follow_from_the_secret_alone()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        var hmac = new LibraryHmac();
        string[] keys = [
            .. Enum.GetValues<KeyPurpose>().Select(purpose => Convert.ToHexString(DeviceIdentity.Load(bed.Records)!.Key(hmac, purpose)))];
        Assert.AreEqual(4, keys.Distinct().Count());
        DeviceIdentity again = DeviceIdentity.Load(bed.Restart().Records)!;
        CollectionAssert.AreEqual(
            keys, Enum.GetValues<KeyPurpose>().Select(purpose => Convert.ToHexString(again.Key(hmac, purpose))).ToArray());
        byte[] byHand = System.Security.Cryptography.HMACSHA256.HashData(Secret(bed.Records), "EdgeGuard v1 events"u8);
        Assert.AreEqual(keys[0], Convert.ToHexString(byHand));
    }

    [TestMethod]
    public void Starts_are_numbered_and_a_number_is_given_once_whenever_the_power_is_cut()
    {
        var medium = new TornStore();
        for (int i = 1; i < 4; i++) Assert.AreEqual(i, BootCounter.Next(new RecordStore(medium)));
        int last = 0;
        PowerCuts.Everywhere(medium, store => last = BootCounter.Next(new RecordStore(store)), (store, hasEnded) =>
        {
            int next = BootCounter.Next(new RecordStore(store));
            Assert.IsTrue(next == 5 || (next == 4 && !hasEnded), $"{next}");
        });
        Assert.AreEqual(4, last);
        medium.RefuseFrom = medium.Writes;
        Assert.AreEqual(0, BootCounter.Next(new RecordStore(medium)));
    }

    private static string Make(CredentialBed bed, string passphrase)
    {
        Assert.AreEqual(BackupFault.None, bed.Backups.Make(bed.Module.Anna, passphrase, out string text));
        return text;
    }

    // Another module of the same kind, claimed by zoe, with nothing configured.
    private static CredentialBed Replacement()
    {
        AccountBed accounts = AccountBed.New(seed: 2);
        Assert.AreEqual(
            AccountFault.None, accounts.Accounts.Claim(AccountBed.Label, "zoe", "zo's long password", "console", out Person? zoe));
        var bed = new CredentialBed(new ConfigurationBed(accounts));
        bed.Module.Anna = zoe!;
        return bed;
    }

    private static CredentialBed Open(TornStore medium) => new(new ConfigurationBed(new AccountBed(medium)));

    // As 'edgeguard console --log' writes it.
    private static string Logged(string text)
    {
        int second = 0;
        return string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"2026-11-28 09:59:{second++ % 60:00}Z  {line}\n"));
    }

    private static CredentialBed OpenAsZoe(TornStore medium, out Person zoe)
    {
        CredentialBed bed = Open(medium);
        zoe = bed.Module.Module.Login("zoe", "zo's long password").Person!;
        return bed;
    }

    // Nothing hands the secret out: the record ends with it.
    private static byte[] Secret(RecordStore records) => records.Read(RecordName.Identity)![^32..];
}
