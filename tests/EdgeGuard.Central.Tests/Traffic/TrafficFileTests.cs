using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central.Tests;

/// <summary>What modules tell of traffic, as it is kept.</summary>
[TestClass]
public sealed class TrafficFileTests : IDisposable
{
    private const string Read = "03 unit 1 address 0 quantity 10";
    private const string Write = "06 unit 1 address 40 value 7";

    private TestArchive _archive = null!;
    private TrafficFile _file = null!;
    private Intake _intake = null!;

    [TestInitialize]
    public void Start()
    {
        _archive = new TestArchive(TestModule.KeyOf("pump-3"));
        Open();
    }

    public void Dispose()
    {
        _file.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    public async Task What_is_acknowledged_is_on_the_disk_and_says_who_asked_what_how_often_and_what_became_of_it()
    {
        ToldTraffic told = new ToldTraffic().Ask(ToldTraffic.Scada, Read, 5).Ask(ToldTraffic.Alice, Write, 2, RequestFate.Refused)
            .Ask(ToldTraffic.Scada, "04 unit 2 address 7", 1, RequestFate.Answered, ExceptionCode.IllegalDataAddress);
        await told.Tell(_intake);
        string[] expected =
        [
            "aaaa Scada 1/3 0+10 requests 5 refused 0 exceptions 0 every 1000 verified",
            "aaaa Scada 2/4 7+1 requests 1 refused 0 exceptions 1 every -1 verified",
            "bbbb Operator 1/6 40+1 requests 2 refused 2 exceptions 0 every 1000 verified",
        ];
        CollectionAssert.AreEqual(expected, Shown());
        Reopen();
        CollectionAssert.AreEqual(expected, Shown());
        PollRow write = Rows().Single(row => row.Row.Function == 6);
        Assert.AreEqual(told.Clock.Utc - ToldTraffic.IntervalMs - 1000, write.LastAt);
        Assert.AreEqual("", _archive.FindingsText());
    }

    [TestMethod]
    public async Task What_comes_again_or_late_changes_nothing_and_what_never_came_is_counted()
    {
        var told = new ToldTraffic();
        byte[] first = told.Ask(ToldTraffic.Scada, Read).Reports().Single();
        byte[] second = told.Ask(ToldTraffic.Scada, Read).Reports().Single();
        told.Ask(ToldTraffic.Scada, Read).Reports();
        byte[] fourth = told.Ask(ToldTraffic.Scada, Read).Reports().Single();
        Assert.AreEqual(Receipt.Stored, await _intake.Take(told.Topic, second));
        Assert.AreEqual(Receipt.Known, await _intake.Take(told.Topic, second));
        Assert.AreEqual(Receipt.Known, await _intake.Take(told.Topic, first));
        Assert.AreEqual(2, Rows().Single().Row.Requests);
        Assert.AreEqual(Receipt.Stored, await _intake.Take(told.Topic, fourth));
        Assert.AreEqual(4, Rows().Single().Row.Requests);
        Assert.AreEqual(1, Number("SELECT missing FROM recording"));
    }

    [TestMethod]
    public async Task A_wrong_seal_and_bytes_that_are_no_report_are_told_and_count_nowhere()
    {
        var told = new ToldTraffic();
        byte[] report = told.Ask(ToldTraffic.Scada, Read).Reports().Single();
        byte[] changed = [.. report];
        changed[^1] ^= 1;
        Assert.AreEqual(Receipt.Rejected, await _intake.Take(told.Topic, changed));
        Assert.AreEqual(Receipt.Rejected, await _intake.Take(told.Topic, report[..^1]));
        Assert.AreEqual(Receipt.Rejected, await _intake.Take(told.Topic, new byte[ArrivalReader.MaxBytes + 1]));
        byte[] unsealed = new ToldTraffic(isSealed: false).Ask(ToldTraffic.Scada, Read).Reports().Single();
        Assert.AreEqual(Receipt.Rejected, await _intake.Take(told.Topic, unsealed), "its stream has a seal");
        Assert.IsEmpty(Rows());
        Testing.Programs.Eventually.Is(() => _archive.FindingsText() == "SealWrong:2 Unreadable:2", "told");
    }

    [TestMethod]
    public async Task What_is_verified_has_no_key_and_has_no_seal_is_told_apart()
    {
        await new ToldTraffic().Ask(ToldTraffic.Scada, Read).Tell(_intake);
        await new ToldTraffic("pump-4").Ask(ToldTraffic.Scada, Read).Tell(_intake);
        await new ToldTraffic("pump-5", isSealed: false).Ask(ToldTraffic.Scada, Read).Tell(_intake);
        Assert.AreEqual("pump-3 verified, pump-4 unverified, pump-5 unsealed", string.Join(", ",
            Rows().OrderBy(row => row.Module).Select(row => $"{row.Module} {SealWords.Of(row.Seal)}")));
    }

    [TestMethod]
    public async Task A_report_in_parts_is_put_together()
    {
        var told = new ToldTraffic();
        byte[] report = told.Ask(ToldTraffic.Scada, Read).Ask(ToldTraffic.Alice, Write).Reports().Single();
        int parts = BatchPart.Count(report.Length, 64);
        Assert.IsGreaterThan(1, parts);
        for (int i = 0; i < parts; i++)
        {
            var part = new byte[64];
            byte[] message = part[..BatchPart.Write(report, report.Length, i, part)];
            Assert.AreEqual(i < parts - 1 ? Receipt.Known : Receipt.Stored, await _intake.Take(told.Topic, message));
        }
        Assert.HasCount(2, Rows());
    }

    // The oracle is what the command line follows modules with.
    [TestMethod]
    public async Task Whatever_is_told_lost_merged_forgotten_or_told_after_a_restart_is_what_whoever_listens_has()
    {
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        for (int round = 0; round < 6; round++)
        {
            string name = $"m{round}";
            var told = new ToldTraffic(name, rows: random.Next(4, 12));
            var oracle = new ModuleTraffic("plant-7", name, TestModule.KeyOf(name).Stream);
            // Of rows that were heard of at the same time it is nobody's guess which are gone, and so not how many of those left a row
            // that was merged takes the place of: then what was told last is there, and no more than the module has.
            bool isExact = round % 2 == 0;
            for (int step = 0; step < 25; step++)
            {
                int what = isExact ? -1 : random.Next(12);
                if (what == 0) told.Restart(2 + step);
                if (what == 1) told.Traffic.Reset();
                for (int i = random.Next(6); i > 0; i--) told.Ask(Somebody(random), Something(random));
                foreach (byte[] report in told.Reports())
                {
                    if (!isExact && random.Next(5) == 0) continue;
                    Assert.AreEqual(Receipt.Stored, await _intake.Take(told.Topic, report));
                    Assert.IsTrue(oracle.Take(TrafficReport.Decode(report, 0, report.Length, out _)!));
                }
                string place = $"EDGEGUARD_SEED={seed}, round {round}, step {step}";
                string[] kept = [.. Rows().Where(row => row.Module == name).Select(row => Text(row.Row)).Order(StringComparer.Ordinal)];
                string[] expected = [.. oracle.Rows.Select(Text).Order(StringComparer.Ordinal)];
                if (isExact)
                {
                    CollectionAssert.AreEqual(expected, kept, place);
                    continue;
                }
                Assert.IsLessThanOrEqualTo(oracle.Latest?.Table.Rows ?? 0, kept.Length, place);
                CollectionAssert.IsSubsetOf(oracle.Latest?.Rows.Select(Text).ToArray() ?? [], kept, place);
            }
        }
    }

    [TestMethod]
    public async Task A_client_keeps_when_it_was_first_seen_and_from_where_when_the_table_is_emptied()
    {
        var told = new ToldTraffic();
        await told.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        long first = Number("SELECT first FROM client");
        told.Traffic.Reset();
        await told.Ask(ToldTraffic.Client("scada-1", "Scada", "10.9.9.9", 'a'), Read, 3).Tell(_intake);
        Assert.AreEqual(first, Number("SELECT first FROM client"));
        Assert.AreEqual(told.Clock.Utc - ToldTraffic.IntervalMs, Number("SELECT last FROM client"));
        Assert.AreEqual(3, Number("SELECT requests FROM client"));
        Assert.AreEqual(2, Number("SELECT count(*) FROM client_address"));
    }

    [TestMethod]
    public async Task Of_a_module_without_keys_the_last_starts_are_kept_and_what_was_proved_goes_last()
    {
        await new ToldTraffic().Ask(ToldTraffic.Scada, Read).Tell(_intake);
        for (byte i = 1; i <= TrafficWriter.MostStreams + 2; i++)
        {
            var identity = new SimulatedIdentity("plant-7", "pump-3", null, new SealKey([i, .. new byte[15]], new byte[32]), false);
            var traffic = new SimulatedTraffic(identity, 0, new Testing.FakeClock(), 0);
            byte[] report = Report(traffic);
            Assert.AreEqual(Receipt.Stored, await _intake.Take("edgeguard/v1/plant-7/pump-3/traffic", report));
        }
        Assert.AreEqual(TrafficWriter.MostStreams, Number("SELECT count(*) FROM recording"));
        Assert.AreEqual(1, Number("SELECT count(*) FROM recording WHERE seal = 2"));
        Assert.AreEqual(1, Number("SELECT count(*) FROM recording WHERE is_present = 1 AND stream LIKE '06%'"));
        Assert.AreEqual(TrafficWriter.MostStreams, Number("SELECT count(*) FROM client"));
        Assert.HasCount(1, Rows(), "what it told last is what is shown");
    }

    [TestMethod]
    public async Task More_rows_than_are_kept_are_left_out_and_told()
    {
        var told = new ToldTraffic(rows: TrafficTable.MostRows);
        for (int i = 0; i < TrafficWriter.MostRows + 50; i++) told.Traffic.Ask(ToldTraffic.Scada, $"03 unit 1 address {i}");
        await told.Tell(_intake);
        Assert.AreEqual(TrafficWriter.MostRows, Number("SELECT count(*) FROM poll"));
        Assert.AreEqual(50, Number("SELECT left_out FROM recording"));
        Testing.Programs.Eventually.Is(() => _archive.FindingsText().Contains("TrafficBounded"), "told");
    }

    [TestMethod]
    public async Task What_was_told_last_on_a_day_that_is_not_kept_goes_and_a_clock_that_jumps_ahead_drops_nothing()
    {
        _archive.Archive.Keep(new Retention(3, 1L << 30));
        await new ToldTraffic("old").Ask(ToldTraffic.Scada, Read).Tell(_intake);
        _archive.Time.Now += TimeSpan.FromDays(400);
        var other = new ToldTraffic("other");
        await other.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        Assert.HasCount(2, Rows());
        for (int day = 0; day < 2; day++)
        {
            _archive.Time.Now += TimeSpan.FromDays(1);
            await other.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        }
        Assert.AreEqual("other", Rows().Single().Module);
        Assert.AreEqual(1, Number("SELECT count(*) FROM client"));
        Assert.AreEqual(3, Number("SELECT count(*) FROM day"));
    }

    [TestMethod]
    public async Task A_damaged_file_is_set_aside_and_told_and_what_comes_next_is_kept()
    {
        var told = new ToldTraffic();
        await told.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        _file.Dispose();
        string path = Path.Combine(_archive.Folder, TrafficFile.FileName);
        File.WriteAllText(path, new string('x', 10_000));
        Open();
        Assert.IsTrue(File.Exists(path + ".damaged"));
        Testing.Programs.Eventually.Is(() => _archive.FindingsText() == "FileDamaged:1", "told");
        Assert.IsEmpty(Rows());
        await told.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        Assert.AreEqual(2, Rows().Single().Row.Requests);
    }

    [TestMethod]
    public async Task A_disk_that_does_not_take_it_acknowledges_nothing_and_is_told()
    {
        var told = new ToldTraffic();
        await told.Ask(ToldTraffic.Scada, Read).Tell(_intake);
        _file.Dispose();
        string path = Path.Combine(_archive.Folder, TrafficFile.FileName);
        using (SqliteFile file = SqliteFile.OpenToWrite(path, TrafficSchema.Layout, _ => { }))
        {
            file.Run("CREATE TRIGGER full BEFORE UPDATE ON recording BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        }
        Open();
        byte[] next = told.Ask(ToldTraffic.Scada, Read).Reports().Single();
        Assert.AreEqual(Receipt.Failed, await _intake.Take(told.Topic, next));
        Testing.Programs.Eventually.Is(() => _archive.FindingsText() == "StorageRefused:1", "told");
        Assert.AreEqual(1, Rows().Single().Row.Requests);
    }

    private static Peer Somebody(Random random) => random.Next(3) switch
    {
        0 => ToldTraffic.Scada,
        1 => ToldTraffic.Alice,
        _ => ToldTraffic.Plain,
    };

    private static string Something(Random random) => random.Next(3) switch
    {
        0 => $"03 unit {random.Next(1, 3)} address {random.Next(40)} quantity {random.Next(1, 9)}",
        1 => $"06 unit 1 address {random.Next(20)} value {random.Next(9)}",
        _ => $"16 unit 1 address {random.Next(20)} value 1,2,3",
    };

    private static byte[] Report(SimulatedTraffic traffic)
    {
        traffic.Ask(ToldTraffic.Scada, Read);
        traffic.Reports.IntervalMs = 1;
        int length = traffic.Reports.Next(traffic.Now + 1000);
        return [.. traffic.Reports.Buffer.Take(length)];
    }

    private void Open()
    {
        _file = TrafficFile.Open(_archive.Folder, _archive.Archive);
        _intake = new Intake(_archive.Archive, () => _archive.Keys, _archive.Time, null, null, _file);
    }

    private void Reopen()
    {
        _file.Dispose();
        Open();
    }

    private string[] Shown() => [.. Rows().Select(Text).Order(StringComparer.Ordinal)];

    private static string Text(PollRow row) => $"{row.Row.Client.Fingerprint[..4]} {row.Row.Client.Role} "
        + $"{row.Row.Unit}/{row.Row.Function} {row.Row.Address}+{row.Row.Quantity} requests {row.Row.Requests} "
        + $"refused {row.Row.Refused} exceptions {row.Exceptions} every {row.Every} {SealWords.Of(row.Seal)}";

    private static string Text(TrafficRow row) => string.Join(' ', row.Client.ClientKey, row.Client.Role, row.Unit, row.Function,
        row.Address, row.Quantity, row.OtherAddress, row.OtherQuantity, row.Requests, row.MergedRows, row.LastSeen);

    private List<PollRow> Rows()
    {
        var all = new PollPlace();
        PollPage Of(SqliteFile file) => new PollReader(file).Read(PollQuery.All, all, SiteScope.All, null, 10_000);
        Assert.IsTrue(_file.TryRead(Of, out PollPage? page));
        return [.. page!.Rows];
    }

    private long Number(string sql)
    {
        Assert.IsTrue(_file.TryRead(file => file.Number(sql), out long number));
        return number;
    }
}
