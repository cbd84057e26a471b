using System;
using System.IO;
using System.Linq;
using EdgeGuard.Settings;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Module;

/// <summary>A settings file that is read again does what the rows of its keys say: what it cannot change under running sessions waits for
/// the next start, and the log says so each time.</summary>
[TestClass]
public sealed class FileSettingEffectTests
{
    private const string Broker = "mqtt.broker 127.0.0.1:1\nmqtt.tls off\nmqtt.ca clients.crt\n";
    private const string Waits = "takes effect at the next start: ";

    private static readonly string[] OfDevices = [SettingKeys.TlsAddressRole, SettingKeys.TimeServer];
    private static readonly string[] OfConsoles = [SettingKeys.AccessIdle, SettingKeys.AccessPasswordTime];

    [TestMethod]
    public void Every_key_that_is_no_file_takes_effect_when_its_row_says_so()
    {
        using var bed = new ReloadBed(Broker);
        string settings = File.ReadAllText(bed.Settings);
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            if (key.Kind == SettingKind.File || OfDevices.Contains(key.Name) || key.Name == SettingKeys.MqttUser) continue;
            Read(bed, settings);
            object? sign = SettingSamples.SignOf(key.Name)?.Invoke(SettingSamples.GuardOf(bed.Module));
            string log = Read(bed, SettingSamples.With(settings, key.Name));
            Assert.AreEqual(key.Effect != Effect.Live, Waiting(log).Contains(key.Name), $"{key.Name}: {log}");
            string again = Read(bed, SettingSamples.With(settings, key.Name));
            CollectionAssert.AreEqual(Waiting(log), Waiting(again), $"{key.Name}: it still waits");
            object? now = SettingSamples.SignOf(key.Name)?.Invoke(SettingSamples.GuardOf(bed.Module));
            if (sign != null) Assert.AreNotEqual(sign, now, $"{key.Name}: in force");
            bool hasNone = OfConsoles.Contains(key.Name) || key.Name == SettingKeys.PlcOwnAddress;
            Assert.AreEqual(hasNone, log.Contains(key.Name + " has no effect:", StringComparison.Ordinal), key.Name);
        }
    }

    [TestMethod]
    public void Every_key_that_is_a_file_takes_effect_when_its_row_says_so()
    {
        using var bed = new ReloadBed(Broker);
        string settings = File.ReadAllText(bed.Settings);
        File.WriteAllText(bed.InFolder("password"), "secret\n");
        FileModes.Set(bed.InFolder("password"), FileModes.OwnerOnly);
        string broker = $"mqtt.certificate {bed.Certificate}\nmqtt.key {bed.Key}\nmqtt.user m1\nmqtt.password-file password\n";
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            if (key.Kind != SettingKind.File) continue;
            Read(bed, settings + broker);
            string[] lines = (settings + broker).Split('\n');
            int at = Array.FindIndex(lines, line => line.StartsWith(key.Name + " ", StringComparison.Ordinal));
            Assert.IsGreaterThanOrEqualTo(0, at, $"{key.Name}: add it to the settings of this test");
            string file = Path.Combine(bed.Folder, lines[at][key.Name.Length..].Trim());
            File.Copy(file, bed.InFolder("other"), overwrite: true);
            FileModes.Set(bed.InFolder("other"), FileModes.OwnerOnly);
            lines[at] = key.Name + " other";
            string log = Read(bed, string.Join('\n', lines));
            File.Delete(bed.InFolder("other"));
            Assert.AreEqual(key.Effect != Effect.Live, Waiting(log).Contains(key.Name), $"{key.Name}: {log}");
        }
    }

    [TestMethod]
    public void Units_behind_lines_that_wait_wait_with_them()
    {
        using var bed = new ReloadBed();
        string settings = File.ReadAllText(bed.Settings);
        string log = Read(bed, settings + "bus north /dev/ttyNONE 19200 8E1\nunit 9 on north\n");
        StringAssert.Contains(log, "takes effect at the next start: bus, unit");
        Assert.AreEqual(0, bed.Module.Gateway!.Configuration.Routes.Line(9));
        Assert.IsEmpty(Waiting(Read(bed, settings)));
    }

    // A module with a settings file has one guard: what needs a new one waits as well.
    private static string[] Waiting(string log)
    {
        int at = log.IndexOf(Waits, StringComparison.Ordinal);
        return at < 0 ? [] : log[(at + Waits.Length)..].Split('\n')[0].Trim().Split(", ");
    }

    // What the log says of it.
    private static string Read(ReloadBed bed, string settings)
    {
        int before = bed.Log.Length;
        File.WriteAllText(bed.Settings, settings);
        bed.Module.ReadAgain(whoeverItEnds: true);
        string log = bed.Log[before..];
        StringAssert.Contains(log, "the files were read again: ");
        return log;
    }
}
