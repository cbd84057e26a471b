using System.CommandLine;
using System.IO;

namespace EdgeGuard.Host;

/// <summary>What <c>edgeguard-module</c> can be told on its command line.</summary>
internal static class ModuleCommand
{
    private const string Description = """
        EdgeGuard, the hosted module: guards one Modbus PLC.

        Reads its settings, checks them whole, and runs in the foreground, logging to standard error.
        SIGHUP: policy, mode, certificates and revocation list are read again; if anything is wrong, or every session would end, the
        old ones stay. SIGUSR2: the same, whoever it ends.
        SIGTERM, SIGINT: ends sessions and stops.

        Exit codes: 0 stopped as asked (or --check found nothing), 2 arguments, settings, policy or certificates are wrong, 3 a port
        cannot be had, 4 an internal fault.

        With --store there is no settings file: everything is set at the console, and kept in the folder.

        Examples: edgeguard-module /etc/edgeguard/module.conf
                  edgeguard-module --store /var/lib/edgeguard --console /dev/ttyUSB0
        """;

    /// <summary>The command, ready to be run.</summary>
    internal static RootCommand Create()
    {
        var settings = new Argument<string>("settings") { Description = "the settings file", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "check settings, policy and certificates, and end: 0 all right, 2 not" };
        var keys = new Option<bool>("--keys") { Description = "list every setting with its default and meaning, and end" };
        var store = new Option<string?>("--store")
        {
            Description =
                "the folder in which the module keeps settings, policy, certificates and accounts itself; made if it is not there",
            HelpName = "DIR",
        };
        var console = new Option<string[]>("--console")
        {
            Description =
                "where people come to the console of a module with a store: stdio, a serial port's path, or 127.0.0.1:PORT; may be given "
                    + "again",
            HelpName = "PORT",
        };
        var batch = new Option<bool>("--batch")
        {
            Description = "scripts come to the console: no echo, no prompts, one 'ok' or 'error …' a command",
        };
        var forget = new Option<bool>("--forget-accounts")
        {
            Description =
                "remove all accounts from a store whose module does not run, and end: the way back in where nobody knows a password any "
                    + "more; all else stays"
        };
        var root = new RootCommand(Description) { settings, check, keys, store, console, batch, forget };
        root.SetAction(parsed =>
        {
            if (parsed.GetValue(keys)) return KeyList.Print(parsed.InvocationConfiguration.Output);
            string? path = parsed.GetValue(settings);
            string? folder = parsed.GetValue(store);
            string[] consoles = parsed.GetValue(console) ?? [];
            TextWriter error = parsed.InvocationConfiguration.Error;
            if (folder != null && (path != null || parsed.GetValue(check)))
            {
                return Misused(error, "a module with a store has no settings file", "'edgeguard-module --store DIR' and no more");
            }
            if (parsed.GetValue(forget))
            {
                if (folder != null && consoles.Length == 0) return Foreground.ForgetAccounts(folder);
                return Misused(
                    error, "accounts are in a store, and are forgotten while its module does not run",
                    "'edgeguard-module --store DIR --forget-accounts' and no more");
            }
            if (folder != null) return Foreground.RunStore(folder, consoles, parsed.GetValue(batch));
            if (consoles.Length > 0)
            {
                return Misused(
                    error, "a console needs a store: a settings file is changed with an editor",
                    "'edgeguard-module --store DIR --console stdio'");
            }
            if (path == null)
            {
                return Misused(
                    error, "which settings file?",
                    "'edgeguard-module FILE', or 'edgeguard-module --store DIR'; 'edgeguard-module --keys' lists what can stand in the "
                        + "file");
            }
            return parsed.GetValue(check) ? Foreground.Check(path) : Foreground.Run(path);
        });
        return root;
    }

    private static int Misused(TextWriter error, string problem, string remedy)
    {
        error.WriteLine("edgeguard-module: error: " + problem);
        error.WriteLine("edgeguard-module: hint: " + remedy);
        return ExitCode.BadFiles;
    }
}
