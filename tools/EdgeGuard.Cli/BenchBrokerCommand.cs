using System.CommandLine;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;

namespace EdgeGuard.Cli;

/// <summary>The central console's broker with nothing behind it, as <c>edgeguard bench central</c> starts it in a process of its own: what
/// MQTT alone costs. In no help.</summary>
internal static class BenchBrokerCommand
{
    internal const string Name = "central-broker";

    private const string Description =
        "The central console's broker with nothing behind it: what 'edgeguard bench central' compares with.\n\n"
        + "Example: edgeguard bench central-broker /tmp/console\n\n"
        + "Exit codes: 0 stopped, 2 wrong arguments.";

    internal static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A console's folder, for its certificates." };
        var command = new Command(Name, Description) { folder };
        command.Hidden = true;
        command.SetAction((parsed, stop) => Run(parsed.GetValue(folder)!, parsed.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> Run(string path, InvocationConfiguration io, CancellationToken stop)
    {
        CentralCa ca = CentralCa.Open(CentralFolder.Open(path).Ca);
        using var certificate = ca.OwnCertificate([]);
        await using CentralBroker broker = await CentralBroker.Start(
            new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0)), certificate, new ClientTrust(ca.Certificate, ca.IsRevoked),
            (_, _) => Task.FromResult(Receipt.NotKept), (_, _) => { });
        await io.Output.WriteLineAsync($"modules  mqtts://127.0.0.1:{broker.TlsPort}");
        await io.Output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
