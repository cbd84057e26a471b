using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

/// <summary>Which changes go under running sessions, and which wait for a start.</summary>
[TestClass]
public sealed class SettingChangesTests
{
    private const string Base =
        "site s\nmodule m\nlisten.tls off\nunsafe-plain.listen 127.0.0.1:502\nplc.address 127.0.0.1:503\n"
        + "bus north COM2 19200 8E1\nunit 1 on north\n";

    [TestMethod]
    [DataRow("mode observe\n", "")]
    [DataRow("plc.timeout 2s\n", "")]
    [DataRow("plc.connections 2\n", "plc.connections")]
    [DataRow("bus south COM3 19200 8E1\nunit 2 on south\n", "bus")]
    [DataRow("plc.own-address 10.0.0.9/24\n", "plc.own-address")]
    public void Only_listeners_lines_and_the_broker_need_a_new_beginning(string added, string changed)
    {
        Assert.AreEqual(changed, string.Join(' ', SettingChanges.WaitForGuard(Read(Base), Read(Base + added))));
        Assert.AreEqual(changed.Length > 0, SettingChanges.NeedNewGuard(Read(Base), Read(Base + added)));
    }

    [TestMethod]
    public void What_lasts_as_long_as_the_process_begins_no_guard_anew()
    {
        ModuleSettings after = Read(Base + "events.spool 4096\nmode observe\n");
        Assert.IsFalse(SettingChanges.NeedNewGuard(Read(Base), after));
        Assert.AreEqual("events.spool", string.Join(' ', SettingChanges.WaitForStart(Read(Base), after)));
        Assert.AreEqual("events.spool", string.Join(' ', SettingChanges.WaitForGuard(Read(Base), after)));
        Assert.AreEqual("", string.Join(' ', SettingChanges.WaitForStart(after, after)));
    }

    [TestMethod]
    public void A_process_that_began_without_settings_waits_with_all_that_lasts_as_long_as_it()
    {
        IEnumerable<SettingKey> keys = Enumerable.Range(0, SettingKeys.Count).Select(SettingKeys.At);
        string[] all = [.. keys.Where(key => key.Effect == Effect.Process).Select(key => key.Name)];
        CollectionAssert.AreEqual(all, SettingChanges.WaitForStart(null, Read(Base)));
    }

    [TestMethod]
    public void Every_row_says_when_and_every_effect_has_its_words()
    {
        for (int i = 0; i < SettingKeys.Count; i++) Assert.IsTrue(Enum.IsDefined(SettingKeys.At(i).Effect), SettingKeys.At(i).Name);
        string[] words = [.. Enum.GetValues<Effect>().Select(EffectText.Of)];
        Assert.AreEqual(words.Length, words.Distinct().Count());
        foreach (string word in words) Assert.DoesNotContain(char.IsDigit, word);
        Assert.AreEqual("takes effect at the next start: events.spool, bus", EffectText.Waiting(["events.spool", "bus"]));
    }

    [TestMethod]
    public void Unset_every_key_has_its_default()
    {
        ModuleSettings unset = ModuleSettings.Unset();
        for (int i = 0; i < SettingKeys.Count; i++) Assert.AreEqual(SettingKeys.At(i).Default, unset.Text(SettingKeys.At(i).Name));
        Assert.AreEqual(600_000, unset.Milliseconds(SettingKeys.AccessIdle));
        Assert.AreEqual(16384, unset.Number(SettingKeys.EventsSpool));
    }

    [TestMethod]
    [DataRow(0, "0s")]
    [DataRow(300, "300ms")]
    [DataRow(1_500, "1500ms")]
    [DataRow(90_000, "90s")]
    [DataRow(600_000, "10m")]
    [DataRow(7_200_000, "2h")]
    [DataRow(86_400_000, "1d")]
    public void A_time_is_written_in_the_largest_unit_that_shows_it_whole(long milliseconds, string text)
    {
        Assert.AreEqual(text, SettingText.Duration(milliseconds));
        Assert.IsTrue(SettingText.TryDuration(text, out long back));
        Assert.AreEqual(milliseconds, back);
    }

    private static ModuleSettings Read(string text)
    {
        ModuleSettings? settings = SettingsReader.ReadStored(text, new ProblemList());
        Assert.IsNotNull(settings);
        return settings;
    }
}
