using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Module;
using EdgeGuard.Module;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>A commit of a key does what its row says, on a module with a store: at once, with a new guard, or at the next start.</summary>
[TestClass]
public sealed class StoredSettingEffectTests
{
    private const string Base =
        "site north\nmodule m1\nlisten.tls 127.0.0.1:0\nplc.address 127.0.0.1:1\nmqtt.broker 127.0.0.1:1\nmqtt.tls off\n";

    // Those of a device; this module refuses them.
    private static readonly string[] OfDevices = [SettingKeys.TlsAddressRole, SettingKeys.TimeServer];

    [TestMethod]
    public void Every_key_takes_effect_when_its_row_says_so()
    {
        using StoreBed bed = Equipped();
        string last = Base;
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            if (key.Kind == SettingKind.File || OfDevices.Contains(key.Name)) continue;
            Commit(bed, last = Base);
            RunningGuard before = bed.Guard!;
            object? sign = SettingSamples.SignOf(key.Name)?.Invoke(before);
            CommitResult result = Commit(bed, last = SettingSamples.With(Base, key.Name));
            RunningGuard after = bed.Guard!;
            Assert.AreEqual(key.Effect == Effect.Guard, before != after, $"{key.Name}: another guard");
            string waiting = key.Effect == Effect.Process ? key.Name : "";
            Assert.AreEqual(waiting, string.Join(' ', result.Waiting), $"{key.Name}: waits for the next start");
            if (sign != null) Assert.AreNotEqual(sign, SettingSamples.SignOf(key.Name)!(after), $"{key.Name}: in force");
        }
    }

    [TestMethod]
    public void Every_key_that_takes_effect_at_once_shows_where()
    {
        string[] ofTheConsole = [SettingKeys.AccessIdle, SettingKeys.AccessPasswordTime];
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            bool isSeen = key.Effect == Effect.Live && key.Kind != SettingKind.File && !ofTheConsole.Contains(key.Name);
            Assert.AreEqual(isSeen, SettingSamples.SignOf(key.Name) != null, key.Name);
        }
    }

    [TestMethod]
    public void The_spool_is_another_one_from_the_next_start_on_and_until_then_every_commit_says_so()
    {
        using StoreBed bed = Equipped();
        Commit(bed, Base);
        RunningGuard guard = bed.Guard!;
        string spool = SettingSamples.With(Base, SettingKeys.EventsSpool);
        Assert.AreEqual("events.spool", string.Join(' ', Commit(bed, spool).Waiting));
        Assert.AreEqual("events.spool", string.Join(' ', Commit(bed, spool + "mode observe\n").Waiting));
        Assert.AreSame(guard, bed.Guard);
        bed.Restart();
        Assert.AreEqual("", string.Join(' ', Commit(bed, spool).Waiting));
        Assert.AreEqual("events.spool", string.Join(' ', Commit(bed, Base).Waiting));
        Assert.AreEqual("", string.Join(' ', Commit(bed, spool).Waiting));
    }

    [TestMethod]
    public void The_time_of_a_password_is_in_force_with_the_commit_and_gone_with_its_rollback()
    {
        using StoreBed bed = Equipped();
        Commit(bed, Base);
        int before = Iterations(bed);
        Edit(bed, SettingSamples.With(Base, SettingKeys.AccessPasswordTime));
        Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.CommitOnTrial(bed.Anna, 60).Fault);
        Assert.AreEqual(2.0 * before, Iterations(bed), 2);
        Assert.AreEqual(CommitFault.None, bed.Module.Store.Configurations.Rollback(bed.Anna).Fault);
        Assert.AreEqual(before, Iterations(bed));
    }

    [TestMethod]
    public void A_key_that_nothing_here_reads_is_refused_or_said_to_have_no_effect()
    {
        using StoreBed bed = Equipped();
        foreach (string key in OfDevices)
        {
            Edit(bed, SettingSamples.With(Base, key));
            CommitResult result = bed.Module.Store.Configurations.Commit(bed.Anna);
            Assert.AreEqual(CommitFault.Problems, result.Fault);
            StringAssert.Contains(StoreBed.Words(result.Reading), key + " is for a device");
        }
        CommitResult own = Commit(bed, SettingSamples.With(Base, SettingKeys.PlcOwnAddress));
        StringAssert.Contains(StoreBed.Words(own.Reading), "plc.own-address has no effect");
    }

    // What wrapping by a passphrase takes, as a backup tells it.
    private static int Iterations(StoreBed bed)
    {
        bed.Module.Store.Backups.Make(bed.Anna, "correct horse battery", out string text);
        return int.Parse(Regex.Match(text, @"key passphrase (\d+) ").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static StoreBed Equipped()
    {
        var bed = new StoreBed();
        bed.EquipForTls();
        bed.Install(RecordName.MqttCa, File.ReadAllBytes(bed.Ca.CertificatePath));
        bed.Install(RecordName.MqttPassword, Encoding.UTF8.GetBytes("secret"));
        return bed;
    }

    private static void Edit(StoreBed bed, string settings)
    {
        bed.Module.Store.Configurations.SetSettings(bed.Anna, settings);
        bed.Module.Store.Configurations.SetPolicy(bed.Anna, StoreBed.Policy);
    }

    private static CommitResult Commit(StoreBed bed, string settings)
    {
        Edit(bed, settings);
        CommitResult result = bed.Module.Store.Configurations.Commit(bed.Anna);
        bool isInForce = result.Fault is CommitFault.None or CommitFault.NothingToCommit;
        Assert.IsTrue(isInForce, $"{result.Fault} {result.Detail}\n{StoreBed.Words(result.Reading)}\n{settings}");
        return result;
    }
}
