using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary><c>edgeguard traffic</c> at a broker.</summary>
[TestClass]
public sealed class TrafficCommandTests : IDisposable
{
    private static readonly byte[] Online = "{\"online\":true,\"connection\":1}"u8.ToArray();

    private readonly SystemClock _clock = new();
    private readonly SharedText _output = new();
    private readonly SharedText _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [TestMethod]
    public async Task Asked_once_it_ends_when_every_module_that_is_online_has_reported()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        await Publish(broker, "press", "state", Online, true);
        await Publish(broker, "saw", "state", Online, true);
        Task<int> run = Run("--broker", "127.0.0.1:" + broker.Port, "--once", "--json");
        Watching(1);
        await Publish(broker, "press", "traffic", Report(1));
        // Longer than it waits for more of a table that is complete.
        await Task.Delay(1500);
        Assert.IsFalse(run.IsCompleted, _output.ToString());
        await Publish(broker, "saw", "traffic", Report(2));
        Assert.AreEqual(0, await run, _error.ToString());
        string[] modules = [.. Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("module").GetString()!)];
        CollectionAssert.AreEqual(new[] { "press", "saw" }, modules);
        Assert.Contains("edgeguard: watching edgeguard/v1/+/+/traffic", _error.ToString());
        Assert.Contains("edgeguard: plant/saw is online, connection 1", _error.ToString());
    }

    [TestMethod]
    public async Task Where_nothing_comes_in_time_it_says_what_to_do()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        Assert.AreEqual(1, await Run("--broker", "127.0.0.1:" + broker.Port, "--for", "1s"));
        Assert.EndsWith(
            "edgeguard: error: no report of traffic came\n"
                + "edgeguard: hint: listen longer than the module's traffic.publish; its console tells how long that is, or whether it is "
                + "0s and nothing is reported: 'show traffic.publish'\n",
            _error.ToString());
        Assert.AreEqual("", _output.ToString());
    }

    [TestMethod]
    public async Task Without_an_end_the_table_is_printed_anew_with_each_report()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        var module = new ReportingModule(ReportingModule.Stream(1));
        using var stop = new CancellationTokenSource();
        Task<int> run = Run(stop.Token, "--broker", "127.0.0.1:" + broker.Port);
        Watching(1);
        await Publish(broker, "press", "traffic", module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").ReportOnce());
        Eventually.Is(() => _output.ToString().Split("plant/press").Length == 2, "the first table");
        await Publish(broker, "press", "traffic", module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").ReportOnce());
        Eventually.Is(() => _output.ToString().Split("plant/press").Length == 3, "the second table");
        await stop.CancelAsync();
        Assert.AreEqual(0, await run);
        Assert.HasCount(3, _output.ToString().Split("plant/press"));
    }

    [TestMethod]
    public async Task What_is_saved_can_be_shown_again_and_a_policy_be_drafted_of_it_or_of_the_broker()
    {
        using var saved = new SavedTraffic();
        await using LocalBroker broker = await LocalBroker.Start();
        Task<int> run = Run("--broker", "127.0.0.1:" + broker.Port, "--once", "--save", saved.PathOf("week.traffic"));
        Watching(1);
        await Publish(broker, "press", "traffic", Report(1));
        Assert.AreEqual(0, await run, _error.ToString());
        Assert.AreEqual(0, saved.Traffic(), saved.Error);
        Assert.AreEqual(_output.ToString(), saved.Output);
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic"));

        Task<int> live = Run(PolicyCommand.Create(), default, "propose", "--broker", "127.0.0.1:" + broker.Port);
        Watching(2);
        await Publish(broker, "press", "traffic", Report(1));
        Assert.AreEqual(0, await live, _error.ToString());
        Assert.EndsWith(saved.Output, _output.ToString());
    }

    [TestMethod]
    public async Task A_broker_that_is_not_there_is_exit_code_1()
    {
        Assert.AreEqual(1, await Run("--broker", "127.0.0.1:1", "--once"));
        Assert.Contains("edgeguard: error: broker 127.0.0.1:1: ", _error.ToString());
    }

    [TestMethod]
    public async Task Wrong_arguments_are_all_named_and_exit_code_2()
    {
        Assert.AreEqual(2, await Run());
        Assert.AreEqual("edgeguard: error: whose traffic? --broker HOST:PORT, or --traffic FILE for what was saved\n", _error.ToString());
        Assert.AreEqual(2, await Run("--traffic", "x", "--once", "--save", "y", "--ca", "z", "--module", "a b"));
        Assert.EndsWith(
            """
            edgeguard: error: --module 'a b' is no name: letters, digits, '-', '_' and '.', at most 64
            edgeguard: error: --ca is for a broker, and none is named: --broker HOST:PORT
            edgeguard: error: --once is for a broker, and none is named: --broker HOST:PORT
            edgeguard: error: --save is for a broker, and none is named: --broker HOST:PORT

            """,
            _error.ToString());
        Assert.AreEqual(2, await Run("--broker", "nowhere", "--for", "0s"));
        Assert.Contains("--broker 'nowhere' is not HOST:PORT", _error.ToString());
        Assert.Contains("--for '0s' is no time up to 45d, such as 10m, 2h or 7d", _error.ToString());
    }

    [TestMethod]
    public async Task A_file_that_is_something_else_is_not_saved_into()
    {
        using var saved = new SavedTraffic();
        saved.Write("plant.policy", "edgeguard-policy 1\n");
        Assert.AreEqual(1, await Run("--broker", "127.0.0.1:1", "--save", saved.PathOf("plant.policy")));
        Assert.Contains("it is there, and no recording of traffic: name another file", _error.ToString());
    }

    private static byte[] Report(byte stream) =>
        new ReportingModule(ReportingModule.Stream(stream)).Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 2).ReportOnce();

    private void Watching(int times) =>
        Eventually.Is(() => _error.ToString().Split("watching").Length == times + 1, "it watches; " + _error);

    private async Task Publish(LocalBroker broker, string module, string level, byte[] payload, bool retain = false)
    {
        var options = new MqttUplinkOptions { Host = "127.0.0.1", Port = broker.Port, ClientId = module };
        using var uplink = new MqttUplink(_clock, options, "will", _ => [], _ => { });
        uplink.Start();
        Eventually.Is(() => uplink.IsConnected, "connected to port " + broker.Port);
        string topic = $"edgeguard/v1/plant/{module}/{level}";
        Assert.AreNotEqual(
            Publication.Failed,
            await Task.Run(() => uplink.Publish(topic, payload, 0, payload.Length, retain, _clock.Now + 10_000)));
    }

    private Task<int> Run(params string[] arguments) => Run(default(CancellationToken), arguments);

    private Task<int> Run(CancellationToken stop, params string[] arguments) => Run(TrafficCommand.Create(), stop, arguments);

    private async Task<int> Run(Command command, CancellationToken stop, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return await command.Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error }, limit.Token);
    }

    private string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
