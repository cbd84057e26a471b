using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using EdgeGuard.Settings;

namespace EdgeGuard.Core.Tests;

/// <summary>Where a page states a list that the code has, it states that one.</summary>
[TestClass]
public sealed class DocumentRules
{
    private const string Reports = "firmware/EdgeGuard.Core/Reports/README.md";
    private const string Scada = "tools/SCADA.md";
    private const string Events = "firmware/EdgeGuard.Core/Events/README.md";

    // Fields of messages that look like keys.
    private static readonly string[] Fields = ["policy.name", "policy.version", "policy.hash", "plc.lines"];

    // Words of systemd, project files and the test runner of nanoFramework.
    private static readonly string[] OfOthers = ["ExecStartPre", "ExecReload", "ProjectGuid", "IsRealHardware"];

    [TestMethod]
    public void The_topics_are_those_that_the_module_publishes()
    {
        var topics = new ReportTopics("s", "m");
        string[] all = [topics.State, topics.Inventory, topics.Metrics, topics.Traffic, topics.Events, topics.PolicyText];
        string[] published = [.. all.Select(topic => topic.Split('/')[^1])];
        CollectionAssert.AreEqual(published, Column(Reports, "| topic |"));
        StringAssert.Contains(Documents.Read(Reports), $"Topics under `{ReportTopics.Root}/{{site}}/{{module}}/`");
    }

    [TestMethod]
    public void The_states_of_a_PLC_are_those_that_there_are()
    {
        string[] there = [.. Enum.GetValues<PlcState>().Select(PlcStateText.Name)];
        CollectionAssert.AreEqual(there, Names(Row(Reports, "| `plc[].state` |").Split('|')[2]));
        string[] calm = [.. Enum.GetValues<PlcState>().Where(state => !PlcStateText.IsTrouble(state)).Select(PlcStateText.Name)];
        CollectionAssert.AreEquivalent(calm, Names(Row(Reports, "| `plc[].trouble` |").Split('|')[2]));
    }

    [TestMethod]
    public void The_ways_in_and_what_gives_a_role_are_those_that_there_are()
    {
        PeerTransport[] listening = [PeerTransport.Tls, PeerTransport.Plain, PeerTransport.Serial];
        string[] ways = [.. listening.Select(PeerTransportText.Of)];
        CollectionAssert.AreEquivalent(ways, Names(Row(Reports, "| `listeners[].transport`").Split('|')[2]));
        string[] origins = [.. Enum.GetValues<RoleOrigin>().Where(origin => origin != RoleOrigin.Unknown).Select(RoleOriginText.Of)];
        CollectionAssert.AreEquivalent(origins, Names(Row(Reports, "| `listeners[].roles` |").Split('|')[2]));
        CollectionAssert.AreEqual(
            Enum.GetValues<GuardMode>().Select(GuardModeText.Of).ToArray(), Names(Row(Reports, "| `mode` |").Split('|')[2]));
    }

    [TestMethod]
    public void The_classes_of_events_are_those_that_there_are()
    {
        string[] there = [.. Enum.GetValues<EventClass>().OrderDescending().Select(one => one.ToString())];
        string[] rows = Rows(Events, "| class (");
        CollectionAssert.AreEqual(there, rows.Select(row => row.Split('|')[1].Trim()).ToArray());
        string trust = Row(Events, "| 26 | 1 |");
        foreach (ClockTrust one in Enum.GetValues<ClockTrust>())
        {
            StringAssert.Contains(trust, $"{(int)one} {one.ToString().ToLowerInvariant()}");
        }
    }

    [TestMethod]
    public void The_record_of_an_event_has_its_fields_where_the_page_says()
    {
        string[][] rows = [.. Rows(Events, "| at | bytes | field |").Select(row => row.Split('|'))];
        int[] at = [.. rows.Select(row => int.Parse(row[1], CultureInfo.InvariantCulture)), EventRecord.Size];
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.AreEqual(at[i + 1] - at[i], int.Parse(rows[i][2], CultureInfo.InvariantCulture), rows[i][3]);
        }
        int present = Array.FindIndex(rows, row => row[3].TrimStart().StartsWith("present:", StringComparison.Ordinal));
        int unused = Array.FindIndex(rows, row => row[3].Trim() == "0");
        List<int> written = [present, unused];
        byte[] plain = Encoded(new EventRecord());
        foreach (PropertyInfo property in typeof(EventRecord).GetProperties())
        {
            var record = new EventRecord();
            Type type = property.PropertyType;
            property.SetValue(record, type.IsEnum ? Enum.ToObject(type, 2) : Convert.ChangeType(2, type, CultureInfo.InvariantCulture));
            byte[] bytes = Encoded(record);
            int[] changed = [.. Enumerable.Range(0, bytes.Length).Where(i => bytes[i] != plain[i])];
            int[] fields = [.. changed.Select(i => Array.FindLastIndex(at, from => from <= i)).Distinct().Where(i => i != present)];
            Assert.HasCount(1, fields, property.Name);
            written.Add(fields[0]);
        }
        CollectionAssert.AreEquivalent(Enumerable.Range(0, rows.Length).ToArray(), written);
    }

    [TestMethod]
    public void An_event_that_a_page_names_is_one()
    {
        string[] there = [.. Enum.GetValues<EventCode>().Select(EventTable.Name)];
        int count = 0;
        foreach (string page in Documents.All())
        {
            foreach (Match named in Regex.Matches(Documents.Read(page), @"\bevents? `([a-z-]+)`"))
            {
                string name = named.Groups[1].Value;
                Assert.IsTrue(there.Contains(name), $"{page}: there is no event {name}");
                count++;
            }
        }
        Assert.IsGreaterThan(6, count);
    }

    [TestMethod]
    public void A_setting_that_a_page_names_is_one()
    {
        string[] there = SettingKeys.Names();
        string[] families = [.. there.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(Family).Distinct()];
        string[] other = [.. Enumerable.Range(1, RecordName.Count - 1).Select(RecordName.Of)];
        foreach (string page in Documents.All().Where(page => page != "CHANGELOG.md"))
        {
            string pattern = "`((" + string.Join('|', families) + @")\.[a-z][a-z-]*)(?: [^`]*)?`";
            foreach (Match named in Regex.Matches(Documents.Read(page), pattern))
            {
                string name = named.Groups[1].Value;
                bool isField = Fields.Contains(name) || (page == Scada && Family(name) == "client");
                bool isNone = !there.Contains(name) && !other.Contains(name) && !isField && !IsFile(name);
                Assert.IsFalse(isNone, $"{page}: there is no setting {name}");
            }
        }
    }

    [TestMethod]
    public void A_type_a_member_or_a_folder_that_a_page_names_is_there()
    {
        string[] trees = ["firmware", "tools", "tests"];
        string[] files = [.. trees.SelectMany(tree => SourceTree.Files(tree).Select(file => $"{tree}/{file}"))];
        HashSet<string> words = [.. files.SelectMany(file => Regex.Matches(Documents.Read(file), @"\w+").Select(word => word.Value))];
        List<string> missing = [];
        foreach (string page in Documents.All().Where(page => page != "CHANGELOG.md"))
        {
            string[] named = [.. Regex.Matches(Documents.Read(page), "`([^`\n]+)`").Select(name => name.Groups[1].Value)];
            IEnumerable<string> types = named.Where(name => Regex.IsMatch(name, @"^(?=.*[a-z])[A-Z]\w+(\.[A-Z]\w+)*$"));
            string[] parts = [.. types.SelectMany(type => type.Split('.'))];
            missing.AddRange(parts.Where(part => !words.Contains(part) && !OfOthers.Contains(part)).Select(part => $"{page}: {part}"));
            IEnumerable<string> folders = named.Where(name => Regex.IsMatch(name, @"^(?:[A-Z][a-z][\w.]*/)+(?:[A-Z][a-z]\w+)?$"));
            missing.AddRange(folders.Where(folder => !files.Any(file => Lies(file, folder))).Select(folder => $"{page}: {folder}"));
        }
        Assert.AreEqual("", string.Join('\n', missing));
    }

    private static byte[] Encoded(EventRecord record)
    {
        var bytes = new byte[EventRecord.Size];
        record.Encode(bytes, 0);
        return bytes;
    }

    // In a folder of that name, or a file called so.
    private static bool Lies(string file, string named)
    {
        string path = '/' + named.TrimEnd('/');
        return file.Contains(path + '/', StringComparison.Ordinal) || file.EndsWith(path + ".cs", StringComparison.Ordinal);
    }

    private static string Family(string key) => key.Split('.')[0];

    // Files look like keys.
    private static bool IsFile(string name) => name.Split('.')[^1] is "conf" or "crt" or "key" or "csr" or "policy" or "pem" or "cs";

    private static string[] Column(string page, string heading) => [.. Rows(page, heading).SelectMany(row => Names(row.Split('|')[1]))];

    // The rows of the table below that heading.
    private static string[] Rows(string page, string heading)
    {
        string[] lines = Documents.Read(page).Split('\n');
        string[] rows = [.. lines.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(2)];
        Assert.IsNotEmpty(rows, $"{page} has no '{heading}'");
        return [.. rows.TakeWhile(line => line.StartsWith('|'))];
    }

    private static string Row(string page, string beginning)
    {
        return Documents.Read(page).Split('\n').Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static string[] Names(string cell) => [.. Regex.Matches(cell, "`([^`]+)`").Select(name => name.Groups[1].Value)];
}
