using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The real process, killed at random moments while modules send as fast as it takes it.</summary>
[TestClass]
public sealed class KillTests
{
    private const int Modules = 8;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Nothing_that_was_acknowledged_is_lost_or_there_twice_and_every_gap_is_shown()
    {
        int kills = Asked("EDGEGUARD_KILLS", 20);
        int seed = Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_KILLS={kills} EDGEGUARD_SEED={seed}");
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        int port = FreePort();
        ToldModule[] modules = [.. Enumerable.Range(0, Modules).Select(i => new ToldModule($"m{i}", port, seed + i))];
        bool goesOn = true;
        Task load = Task.WhenAll(modules.Select(module => Task.Run(() => module.Run(() => Volatile.Read(ref goesOn)))));
        try
        {
            var random = new Random(seed);
            for (int i = 0; i < kills; i++) RunAndKill(folder, port, random.Next(5, 400), modules);
            using Executable last = Start(folder, port);
            await Task.Delay(500);
            Volatile.Write(ref goesOn, false);
            await load.WaitAsync(TimeSpan.FromSeconds(60));
            last.Signal("KILL");
            last.WaitForExit();
            Compare(folder, modules);
        }
        finally
        {
            Volatile.Write(ref goesOn, false);
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static int Asked(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int asked) ? asked : otherwise;

    // Killed while it works, or while it starts; but each module gets something through between two kills at least now and then.
    private static void RunAndKill(string folder, int port, int afterMs, ToldModule[] modules)
    {
        using Executable central = Start(folder, port);
        int before = modules.Sum(module => module.Acknowledged.Count);
        var patience = Stopwatch.StartNew();
        while (modules.Sum(module => module.Acknowledged.Count) == before && patience.Elapsed < TimeSpan.FromSeconds(20)) Thread.Sleep(5);
        Thread.Sleep(afterMs);
        central.Signal("KILL");
        central.WaitForExit();
    }

    internal static Executable Start(string folder, int port)
    {
        Executable central = Executable.Central(
            "--data", folder, "--web", "127.0.0.1:0", "--broker", "127.0.0.1:0",
            "--plain-broker", port.ToString(CultureInfo.InvariantCulture));
        central.WaitForOutput("mqtt://127.0.0.1");
        return central;
    }

    private void Compare(string folder, ToldModule[] modules)
    {
        var options = new ArchiveOptions(Path.Combine(folder, "archive"));
        using SqliteArchive archive = SqliteArchive.Open(options, () => TestModule.Keys(), TimeProvider.System);
        Dictionary<string, List<long>> shown = modules.ToDictionary(module => module.Name, _ => new List<long>());
        Dictionary<string, HashSet<long>> missing = modules.ToDictionary(module => module.Name, _ => new HashSet<long>());
        EventCursor? from = null;
        do
        {
            EventPage page = archive.Events(EventQuery.All, from, 5000);
            foreach (EventRow row in page.Items.Select(item => item.Event).OfType<EventRow>()) shown[row.Module].Add(row.Record.Sequence);
            foreach (Gap gap in page.Items.Select(item => item.Gap).OfType<Gap>())
            {
                for (long number = gap.First; number <= gap.Last; number++) missing[gap.Module].Add(number);
            }
            Assert.AreEqual(0, page.GapsLeftOut);
            from = page.Next;
        }
        while (from != null);
        foreach (ToldModule module in modules)
        {
            Assert.HasCount(shown[module.Name].Count, shown[module.Name].ToHashSet(), $"{module.Name}: there twice");
            Assert.AreEqual("", Text(module.Acknowledged.Except(shown[module.Name])), $"{module.Name}: acknowledged and lost");
            Assert.AreEqual(Text(module.LeftOut), Text(missing[module.Name]), $"{module.Name}: gaps");
        }
        Assert.AreEqual("", string.Join('\n', archive.Findings().Select(finding => $"{finding.Kind} {finding.Detail}")));
        TestContext.WriteLine($"{shown.Values.Sum(list => list.Count)} events, {missing.Values.Sum(set => set.Count)} missing");
    }

    private static string Text(IEnumerable<long> numbers) => string.Join(' ', numbers.Order());

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
