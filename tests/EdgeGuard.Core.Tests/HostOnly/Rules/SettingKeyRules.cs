using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using EdgeGuard.Settings;

namespace EdgeGuard.Core.Tests;

/// <summary>Every key has its row, and somebody who reads it: a key that nobody reads would be taken, committed and do nothing.</summary>
[TestClass]
public sealed class SettingKeyRules
{
    private static readonly string[] Shared = ["Core", "Traffic", "Guard", "Settings", "Store", "Checks", "Terminal", "Shell", "Module"];

    // What checks a value, describes or writes it, does nothing by it.
    private static readonly string[] NoReaders =
        ["SettingKeys.cs", "SettingsReader.cs", "CredentialNeeds.cs", "PolicyFit.cs", "KeyList.cs", "BoardCheck.cs"];

    // What each platform has no use for; it refuses such a key, or says that it has no effect.
    private static readonly string[] NothingToTheHost =
        [nameof(SettingKeys.TlsAddressRole), nameof(SettingKeys.TimeServer), nameof(SettingKeys.PlcOwnAddress)];

    private static readonly string[] NothingToADevice =
    [
        nameof(SettingKeys.TlsHandshakes), nameof(SettingKeys.PeerExpiryGrace), nameof(SettingKeys.CrlStale),
        nameof(SettingKeys.EventsUnheard),
    ];

    [TestMethod]
    public void Every_key_has_a_row_and_every_row_a_key()
    {
        string[] keys = [.. Keys().Select(field => (string)field.GetRawConstantValue()!)];
        string[] rows = [.. Enumerable.Range(0, SettingKeys.Count).Select(i => SettingKeys.At(i).Name)];
        CollectionAssert.AreEquivalent(keys, rows);
        Assert.AreEqual(rows.Length, rows.Distinct().Count());
    }

    [TestMethod]
    public void Every_key_is_read_on_the_host_or_without_effect_there()
    {
        AreRead("Host", _ => true, NothingToTheHost);
    }

    [TestMethod]
    public void Every_key_is_read_on_a_device_or_without_effect_there()
    {
        // Where there is a store, certificates and passwords are records.
        AreRead("Device", key => key.Kind != SettingKind.File, NothingToADevice);
    }

    [TestMethod]
    public void What_a_platform_has_no_use_for_is_refused_or_said_to_have_no_effect()
    {
        string host = SourceTree.Read("firmware/EdgeGuard.Host", "Parts/HostSettingRules.cs");
        string device = SourceTree.Read("firmware/EdgeGuard.Device", "Module/DeviceSettingRules.cs");
        foreach (string key in NothingToTheHost) StringAssert.Contains(host, "SettingKeys." + key);
        foreach (string key in NothingToADevice) StringAssert.Matches(device, new Regex(@"HasNoEffect\(\s*placed, SettingKeys\." + key));
    }

    [TestMethod]
    public void Every_rule_between_settings_stands_in_a_list_of_rules()
    {
        string sources = string.Concat(SourceTree.Files("firmware").Select(file => SourceTree.ReadCode("firmware", file)));
        string[] lists = [.. Regex.Matches(sources, @"SettingRule\[\](?: \w+ =)?\s*[\[{](.+?)[\]}];", RegexOptions.Singleline)
            .SelectMany(list => Regex.Matches(list.Groups[1].Value, @"\w+(?=,)").Select(row => row.Value))];
        MatchCollection methods = Regex.Matches(sources, @"void (\w+)\(PlacedSettings \w+, ProblemList \w+\)\s*\{");
        string[] rules = [.. methods.Select(method => method.Groups[1].Value)];
        Assert.IsGreaterThan(20, rules.Length);
        CollectionAssert.AreEquivalent(rules.Where(rule => rule != "Run").ToArray(), lists);
    }

    private static void AreRead(string platform, Func<SettingKey, bool> matters, string[] nothing)
    {
        string sources = string.Concat(Shared.Append(platform).Select(Readers));
        foreach (FieldInfo field in Keys())
        {
            SettingKey key = SettingKeys.At(SettingKeys.IndexOf((string)field.GetRawConstantValue()!));
            if (!matters(key) || nothing.Contains(field.Name)) continue;
            Assert.IsTrue(sources.Contains($"SettingKeys.{field.Name})", StringComparison.Ordinal), $"{platform}: nobody reads {key.Name}");
        }
    }

    private static string Readers(string assembly)
    {
        string folder = "firmware/EdgeGuard." + assembly;
        IEnumerable<string> files = SourceTree.Files(folder).Where(IsReader);
        return string.Concat(files.Select(file => SourceTree.ReadCode(folder, file)));
    }

    // The console's commands and its guide work on the candidate; nothing is in force by them.
    private static bool IsReader(string file)
    {
        bool isOfTheCandidate = file.Split('/')[0] is "Commands" or "Setup";
        return !isOfTheCandidate && !file.EndsWith("Rules.cs", StringComparison.Ordinal) && !NoReaders.Contains(Path.GetFileName(file));
    }

    private static IEnumerable<FieldInfo> Keys()
    {
        return typeof(SettingKeys).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral);
    }
}
