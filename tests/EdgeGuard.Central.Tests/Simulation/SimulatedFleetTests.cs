using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The simulated fleet at a real console.</summary>
[TestClass]
public sealed class SimulatedFleetTests
{
    private const int Modules = 18;

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
    private CentralServer _server = null!;
    private SimulatedFleet _fleet = null!;

    [TestInitialize]
    public async Task Start()
    {
        CentralFolder folder = CentralFolder.Open(_folder);
        CentralCa ca = CentralCa.Open(folder.Ca);
        _fleet = SimulatedFleet.Create(folder, ca, Modules, TimeProvider.System);
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new CentralOptions(_folder) { Web = loopback, Broker = new BrokerPorts(loopback), Iterations = 1000 };
        _server = await CentralServer.Start(folder, ca, ca.OwnCertificate([]), options, TimeProvider.System, _ => { });
    }

    [TestCleanup]
    public async Task End()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task Three_sites_report_as_real_ones_do_and_say_goodbye()
    {
        using var stop = new CancellationTokenSource();
        Task run = _fleet.Run("127.0.0.1", _server.BrokerPort, stop.Token);
        Eventually.Is(() => Views().Count(view => view is { IsOnline: true, Events: > 0, Metrics: not null }) == Modules, "all report");
        CollectionAssert.AreEquivalent(FleetPlan.Sites.ToArray(), Views().Select(view => view.Site).Distinct().ToArray());
        Assert.AreEqual(SealProof.Right, Views()[0].Seal);
        SealProof?[] others = [.. Views().Select(view => view.Seal).Where(seal => seal != SealProof.Right).Order()];
        CollectionAssert.AreEqual(new SealProof?[] { SealProof.Unsealed, SealProof.Unverified }, others);
        Assert.AreEqual(1, Views().Count(view => view.Inventory!.IsUnsafe));
        _fleet.Modules[4].IsCut = true;
        Eventually.Is(() => Of(_fleet.Modules[4]) is { IsOnline: false, State.IsStopped: false }, "the Will of the one that was cut");
        _fleet.Modules[4].IsCut = false;
        Eventually.Is(() => Of(_fleet.Modules[4]).IsOnline, "back");
        await stop.CancelAsync();
        await run;
        Eventually.Is(() => Views().All(view => view.State!.IsStopped), "goodbye");
        Assert.IsEmpty(_server.Archive.Findings());
        Assert.AreEqual(0, Views().Sum(view => view.Missing));
    }

    [TestMethod]
    public async Task What_their_clients_ask_arrives_too()
    {
        using var stop = new CancellationTokenSource();
        Task run = _fleet.Run("127.0.0.1", _server.BrokerPort, stop.Token);
        Eventually.Is(() => Number("SELECT count(*) FROM recording") == Modules, "all tell of traffic");
        await stop.CancelAsync();
        await run;
        Assert.AreEqual(2, Number("SELECT count(*) FROM recording WHERE seal < 2"), "one has no seal, of one there is no key");
        Assert.IsGreaterThanOrEqualTo(Modules, Number("SELECT count(DISTINCT recording) FROM poll WHERE requests > 1"));
        Assert.IsEmpty(_server.Archive.Findings());
    }

    [TestMethod]
    public void A_round_of_its_story_happens_to_modules_that_there_are()
    {
        foreach (FleetAct act in FleetStory.Acts)
        {
            Assert.IsLessThan(FleetStory.RoundSeconds, act.Second);
            Assert.IsLessThan(FleetPlan.Sites.Count, act.Site);
            Assert.IsLessThan(40 / FleetPlan.Sites.Count, act.Module);
        }
        for (int second = 0; second < FleetStory.RoundSeconds; second++) _fleet.Live(second);
        SimulatedModule[] north = [.. _fleet.Modules.Where(module => module.Identity.Site == FleetPlan.Sites[0])];
        Assert.IsTrue(north.All(module => module.Waiting > 1));
        Assert.IsFalse(_fleet.Modules.Any(module => module.IsCut || module.Status.IsIsolated), "a round ends as it began");
        Assert.IsFalse(_fleet.Modules.Any(module => module.Plc.Plcs()[0].IsTrouble), "a round ends as it began");
    }

    private long Number(string sql)
    {
        Assert.IsTrue(_server.Traffic.TryRead(file => file.Number(sql), out long number));
        return number;
    }

    private IReadOnlyList<ModuleView> Views() => _server.Archive.Modules();

    private ModuleView Of(SimulatedModule module) => _server.Archive.Module(module.Identity.Site, module.Identity.Name)!;
}
