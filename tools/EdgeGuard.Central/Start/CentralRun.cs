using System;
using System.IO;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>Runs the console until it is told to stop.</summary>
internal static class CentralRun
{
    /// <exception cref="CentralException">It cannot begin.</exception>
    internal static async Task<int> Run(CentralOptions options, TextWriter output, CancellationToken stop)
    {
        CentralFolder folder = CentralFolder.Open(options.Data);
        CentralCa ca = CentralCa.Open(folder.Ca);
        using X509Certificate2 certificate = ca.OwnCertificate(options.Hosts);
        CentralServer server = await CentralServer.Start(folder, ca, certificate, options, TimeProvider.System, output.WriteLine)
            .ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await Tell(options, folder, server, output).ConfigureAwait(false);
            await WaitFor(stop).ConfigureAwait(false);
        }
        return 0;
    }

    /// <summary>Prints where everything is.</summary>
    internal static async Task Tell(CentralOptions options, CentralFolder folder, CentralServer server, TextWriter output)
    {
        string host = options.Hosts.Count > 0 ? options.Hosts[0] : IsAny(options.Web) ? Dns.GetHostName() : options.Web.Address.ToString();
        string pages = options.Address?.ToString() ?? $"https://{host}:{server.WebPort}/";
        await output.WriteLineAsync("pages    " + pages).ConfigureAwait(false);
        if (server.People.FirstCode is { } code)
        {
            await output.WriteLineAsync($"code     {code}  makes the first account, there").ConfigureAwait(false);
        }
        string ca = Path.Combine(folder.Ca, "ca.crt");
        await output.WriteLineAsync($"CA       {ca}  for browsers and modules to trust").ConfigureAwait(false);
        await output.WriteLineAsync($"data     {folder.Path}").ConfigureAwait(false);
        string modules = options.External is { } external
            ? $"mqtts://{external.Host}:{external.Port}  as its access list has it: which module writes what is not proved here"
            : $"mqtts://{options.Broker.Tls.Address}:{server.BrokerPort}";
        await output.WriteLineAsync("modules  " + modules).ConfigureAwait(false);
        if (server.PlainBrokerPort > 0)
        {
            await output.WriteLineAsync($"         mqtt://127.0.0.1:{server.PlainBrokerPort} without proof, for this computer alone")
                .ConfigureAwait(false);
        }
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static bool IsAny(IPEndPoint endpoint) => endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);

    /// <summary>Waits until told to stop.</summary>
    internal static async Task WaitFor(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
