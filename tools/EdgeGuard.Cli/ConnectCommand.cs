using System.CommandLine;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard connect</c>: a local plain Modbus port for programs that have no TLS.</summary>
internal static class ConnectCommand
{
    private const string Description =
        "Opens a local plain Modbus/TCP port; what comes there goes through TLS to the module, with this client's certificate.\n"
        + "For SCADA and engineering programs that cannot do TLS, on the machine where they run. Ends with Ctrl-C.\n\n"
        + "Whoever reaches the port has the certificate's role, so it is on this machine alone (127.0.0.1, ::1).\n\n"
        + "Example: edgeguard connect --module 10.1.2.3 --identity site/operator --listen 127.0.0.1:5502"
        + "\n\nExit codes: 0 ended as asked, 1 unusable files or port, 2 wrong arguments.";

    internal static Command Create()
    {
        var listen = new Option<string>("--listen")
        {
            Description = "Local address and port; port 0 takes a free one and prints it.",
            HelpName = "ADDRESS:PORT",
            DefaultValueFactory = _ => "127.0.0.1:5502",
        };
        var any = new Option<bool>("--unsafe-listen-any")
        {
            Description = "Allows other addresses than this machine's own: everybody on that network gets the certificate's role.",
        };
        var module = new ModuleOptions();
        var command = new Command("connect", Description) { listen, any };
        module.AddTo(command);
        command.SetAction((parsed, stop) => Run(module, parsed, parsed.GetValue(listen)!, parsed.GetValue(any), stop));
        return command;
    }

    private static async Task<int> Run(ModuleOptions module, ParseResult parsed, string listen, bool isAnyAllowed, CancellationToken stop)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        IPEndPoint? at = ListenAddress.Parse(listen, out string wrong);
        if (at == null) return Misused(error, wrong);
        if (!IPAddress.IsLoopback(at.Address) && !isAnyAllowed)
        {
            return Misused(error, $"--listen {listen} is not this machine alone; use 127.0.0.1, or add --unsafe-listen-any");
        }
        (ModuleTarget Target, ClientIdentity Identity)? to = module.Read(parsed, out int exit);
        if (to == null) return exit;
        using Tunnel? tunnel = Tunnel.TryOpen(at, to.Value.Target, to.Value.Identity, module.TimeoutMs(parsed), error, out string problem);
        if (tunnel == null)
        {
            await error.WriteLineAsync("edgeguard: error: " + problem);
            return ClientExit.Failed;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"plain Modbus on {tunnel.LocalEndPoint}");
        await parsed.InvocationConfiguration.Output.FlushAsync(CancellationToken.None);
        var stopped = new TaskCompletionSource();
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
        return ClientExit.Success;
    }

    private static int Misused(TextWriter error, string problem)
    {
        error.WriteLine("edgeguard: error: " + problem);
        return ClientExit.Misused;
    }
}
