using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>Runs a console with a simulated fleet until it is told to stop.</summary>
internal static class DemoRun
{
    /// <param name="data">An empty folder, which is kept; null for one that goes at the end.</param>
    /// <param name="modules">How many modules.</param>
    /// <param name="web">Where the pages are.</param>
    /// <param name="output">Where it is told.</param>
    /// <param name="stop">When to end.</param>
    /// <exception cref="CentralException">It cannot begin.</exception>
    internal static async Task<int> Run(string? data, int modules, IPEndPoint web, TextWriter output, CancellationToken stop)
    {
        if (data != null && Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            throw new CentralException($"{data} is not empty", "simulated modules do not belong among real ones: name a new folder");
        }
        // The command line listens to Ctrl-C from the first time on that somebody waits.
        await Task.Yield();
        string path = data ?? Directory.CreateTempSubdirectory("edgeguard-central-demo-").FullName;
        try
        {
            await Run(CentralFolder.Open(path), modules, web, output, stop).ConfigureAwait(false);
        }
        finally
        {
            if (data == null) Directory.Delete(path, recursive: true);
        }
        return 0;
    }

    private static async Task Run(CentralFolder folder, int modules, IPEndPoint web, TextWriter output, CancellationToken stop)
    {
        CentralCa ca = CentralCa.Open(folder.Ca);
        SimulatedFleet fleet = SimulatedFleet.Create(folder, ca, modules, TimeProvider.System);
        var options = new CentralOptions(folder.Path) { Web = web, Broker = new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0)) };
        using X509Certificate2 certificate = ca.OwnCertificate([]);
        CentralServer server = await CentralServer.Start(folder, ca, certificate, options, TimeProvider.System, output.WriteLine)
            .ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            DemoAccount account = DemoAccount.Create(server.People, TimeProvider.System);
            DemoAccount.OnEnter(Console.In, () => output.WriteLine($"         six digits {account.Digits}"));
            await CentralRun.Tell(options, folder, server, output).ConfigureAwait(false);
            await output.WriteLineAsync($"sign in  {DemoAccount.Name}, password {account.Password}, six digits {account.Digits}")
                .ConfigureAwait(false);
            await output.WriteLineAsync("         Enter shows the digits anew: each is good once, for half a minute; Ctrl-C ends it")
                .ConfigureAwait(false);
            await fleet.Run("127.0.0.1", server.BrokerPort, stop).ConfigureAwait(false);
        }
    }
}
