using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Pki;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>What <c>edgeguard-central</c> can be asked for.</summary>
internal static class CentralCommand
{
    /// <summary>As people call it.</summary>
    internal const string Name = "edgeguard-central";

    private const int Failed = 1;
    private const string ExitCodes = "Exit codes: 0 done, 1 it could not be done, 2 wrong arguments.";

    private const string Description =
        "The central console: receives what EdgeGuard modules report, keeps it, verifies it, and shows it on HTTPS.\n"
        + "Without a command it runs until Ctrl-C. Everything that it keeps is in one folder, --data.\n\n"
        + "Examples:\n"
        + "  edgeguard-central\n"
        + "  edgeguard-central --web 0.0.0.0:8443 --broker 0.0.0.0:8883 --host central.plant\n"
        + "  edgeguard-central module plant-7/pump-3 --out pump-3\n"
        + "  edgeguard-central demo --modules 40\n\n"
        + "Exit codes: 0 ended as asked, 1 it could not be done, 2 wrong arguments.";

    internal static RootCommand Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of all that it keeps; made where there is none.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => CentralFolder.Default,
            Recursive = true,
        };
        var root = new RootCommand(Description) { data };
        AddStart(root, data);
        root.Add(Module(data));
        root.Add(SealKeyOf(data));
        root.Add(PolicyOf(data));
        root.Add(Rebuild(data));
        root.Add(BackupOf(data));
        root.Add(Demo(data));
        root.Add(Rescue(data));
        OverviewHelp.Install(root);
        return root;
    }

    private static void AddStart(RootCommand root, Option<string> data)
    {
        var web = new Option<string>("--web") { Description = "Where its pages are (HTTPS).", HelpName = "ADDRESS:PORT" };
        var broker = new Option<string>("--broker")
        {
            Description = "Where modules report (MQTT over TLS); mqtts://HOST:PORT for a broker that is there already.",
            HelpName = "ADDRESS:PORT",
        };
        var brokerCa = new Option<string>("--broker-ca") { Description = "With mqtts://: the CA of that broker, PEM.", HelpName = "FILE" };
        var brokerCertificate = new Option<string>("--broker-certificate")
        {
            Description = "With mqtts://: the certificate by which the console is known there, PEM.",
            HelpName = "FILE",
        };
        var brokerKey = new Option<string>("--broker-key")
        {
            Description = "With mqtts://: the key to it, mode 600, PEM.",
            HelpName = "FILE",
        };
        var brokerClient = new Option<string>("--broker-client")
        {
            Description = "With mqtts://: under which client identifier that broker keeps what comes while the console is away.",
            HelpName = "NAME",
            DefaultValueFactory = _ => ExternalBroker.UsualClientId,
        };
        var plain = new Option<int?>("--plain-broker")
        {
            Description = "A port on 127.0.0.1 for MQTT without TLS: whoever is on this computer may report for any module.",
            HelpName = "PORT",
        };
        var hosts = new Option<string[]>("--host")
        {
            Description = "A further name or address under which it is reached, for its certificate; repeat it for several.",
            HelpName = "NAME",
        };
        var address = new Option<string>("--address")
        {
            Description = "What people open, where that is not the first --host with the port of --web: passkeys are good there alone.",
            HelpName = "https://NAME[:PORT]",
        };
        var days = new Option<int>("--keep-days")
        {
            Description = "So many days on which something arrived are kept.",
            HelpName = "N",
            DefaultValueFactory = _ => 400,
        };
        var gigabytes = new Option<int>("--keep-gb")
        {
            Description = "No more gigabytes than this are kept.",
            HelpName = "N",
            DefaultValueFactory = _ => 200,
        };
        var otlp = new Option<string>("--otlp")
        {
            Description = "Where figures and traces are sent to: a collector of OpenTelemetry (OTLP over HTTP); nowhere unless named.",
            HelpName = "URL",
        };
        foreach (Option option in new Option[] { web, broker, plain, hosts, address, days, gigabytes, otlp }) root.Add(option);
        Option<string>[] external = [broker, brokerCa, brokerCertificate, brokerKey, brokerClient];
        foreach (Option<string> option in external.Skip(1)) root.Add(option);
        root.SetAction((parsed, stop) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            var read = new ArgumentReader();
            var options = new CentralOptions(parsed.GetValue(data)!);
            ExternalBroker? there = External(parsed, external, plain, read);
            bool isOwn = !ExternalBroker.IsMeant(parsed.GetValue(broker) ?? "");
            options = options with
            {
                Web = read.Endpoint("--web", parsed.GetValue(web), options.Web),
                Broker = new BrokerPorts(
                    read.Endpoint("--broker", isOwn ? parsed.GetValue(broker) : null, options.Broker.Tls),
                    read.Port("--plain-broker", parsed.GetValue(plain))),
                External = there,
                Hosts = parsed.GetValue(hosts) ?? [],
                Address = read.Address(parsed.GetValue(address)),
                IsKeepGiven = IsGiven(parsed, days) || IsGiven(parsed, gigabytes),
                Otlp = read.Collector(parsed.GetValue(otlp)),
                KeepDays = read.Within("--keep-days", parsed.GetValue(days), 1, Retention.MostDays),
                KeepBytes = (long)read.Within("--keep-gb", parsed.GetValue(gigabytes), 1, Retention.MostGigabytes) << 30,
            };
            read.Check();
            return CentralRun.Run(options, parsed.InvocationConfiguration.Output, stop);
        }));
    }

    private static Command Module(Option<string> data)
    {
        var name = new Argument<string>("module") { Description = "As site and module stand in its settings.", HelpName = "SITE/MODULE" };
        var to = new Option<string>("--out") { Description = "Folder for certificate and key.", HelpName = "FOLDER", Required = true };
        var command = new Command(
            "module",
            "Issues the certificate by which a module reports, and names the settings that it needs.\n\n"
            + "Example: edgeguard-central module plant-7/pump-3 --out pump-3\n\n"
            + ExitCodes)
        {
            name,
            to,
        };
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            Issue(parsed.GetValue(data)!, parsed.GetValue(name)!, parsed.GetValue(to)!, parsed.InvocationConfiguration.Output);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command SealKeyOf(Option<string> data)
    {
        var file = new Argument<string>("key-file") { Description = "What 'edgeguard seal-key' wrote.", HelpName = "FILE" };
        var command = new Command(
            "seal-key",
            "Takes in the key that verifies a module's events; a console that runs takes note of it.\n\n"
            + "Example: edgeguard-central seal-key pump-3.sealkey\n\n"
            + ExitCodes)
        {
            file,
        };
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            string path = parsed.GetValue(file)!;
            SealKey key = SealKey.Read(path, out string problem) ?? throw new CentralException($"'{path}': {problem}", "");
            CentralFolder folder = CentralFolder.Open(parsed.GetValue(data)!);
            new SealKeyFolder(folder.SealKeys, new SystemHmac(), TimeProvider.System, _ => { }).Add(key);
            using People people = OpenPeople(folder);
            people.Trail.Add(Caller.CommandLine, AuditDeed.SealKeyTaken, EventText.Hex(key.Stream), "");
            parsed.InvocationConfiguration.Output.WriteLine(
                "taken in; events that came before it are verified by 'edgeguard-central rebuild'");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command PolicyOf(Option<string> data)
    {
        var file = new Argument<string>("policy") { Description = "A policy as modules have it.", HelpName = "FILE" };
        var command = new Command(
            "policy",
            "Takes in a policy as one that is known here: another one in force at a module is an alert.\n\n"
            + "Example: edgeguard-central policy pump-3.policy\n\n"
            + ExitCodes)
        {
            file,
        };
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            string text = File.ReadAllText(parsed.GetValue(file)!);
            CentralFolder folder = CentralFolder.Open(parsed.GetValue(data)!);
            string hash = new KnownPolicies(folder.Policies, TimeProvider.System, _ => { }).Add(text);
            using People people = OpenPeople(folder);
            people.Trail.Add(Caller.CommandLine, AuditDeed.PolicyTaken, hash, "");
            parsed.InvocationConfiguration.Output.WriteLine($"known from now on: {hash}");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Rebuild(Option<string> data)
    {
        var command = new Command(
            "rebuild",
            "Verifies every batch that is stored, and makes all that is derived of them anew; not while the console runs.\n\n"
            + "Example: edgeguard-central rebuild --data /var/lib/edgeguard-central\n\n"
            + ExitCodes);
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            CentralFolder folder = CentralFolder.Open(parsed.GetValue(data)!);
            var keys = new SealKeyFolder(folder.SealKeys, new SystemHmac(), TimeProvider.System, output.WriteLine);
            SqliteArchive.Rebuild(new ArchiveOptions(folder.Archive), keys.Keys, output.WriteLine);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command BackupOf(Option<string> data)
    {
        var to = new Argument<string>("folder")
        {
            Description = "Made where there is none; in that of an earlier backup only what changed is copied.",
            HelpName = "FOLDER",
        };
        var command = new Command(
            "backup",
            "Copies all that the console keeps, keys and secrets too, also while it runs. What was copied can be started with --data.\n\n"
            + "Example: edgeguard-central backup /mnt/backup/central\n\n"
            + ExitCodes)
        {
            to,
        };
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            CentralFolder folder = CentralFolder.Open(parsed.GetValue(data)!);
            var backup = new Backup(folder, parsed.GetValue(to)!);
            using (People people = OpenPeople(folder)) people.Trail.Add(Caller.CommandLine, AuditDeed.BackupMade, "", "");
            (int copied, int kept) = backup.Write();
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{copied} files are copied to {parsed.GetValue(to)}; {kept} were there and have not changed");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Demo(Option<string> data)
    {
        var modules = new Option<int>("--modules")
        {
            Description = $"So many simulated modules, up to {SimulatedFleet.MostModules}.",
            HelpName = "N",
            DefaultValueFactory = _ => 40,
        };
        var web = new Option<string>("--web") { Description = "Where its pages are; a free port unless named.", HelpName = "ADDRESS:PORT" };
        var command = new Command(
            "demo",
            "Starts a console for three sites of simulated modules, to look at. It makes an account of its own, with a password that "
            + "nobody else has, and leaves nothing behind; with --data, which has to name an empty folder, it keeps what came.\n\n"
            + "Example: edgeguard-central demo --modules 40\n\n"
            + ExitCodes)
        {
            modules,
            web,
        };
        command.SetAction((parsed, stop) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            var read = new ArgumentReader();
            int count = read.Within("--modules", parsed.GetValue(modules), 1, SimulatedFleet.MostModules);
            IPEndPoint endpoint = read.Endpoint("--web", parsed.GetValue(web), new IPEndPoint(IPAddress.Loopback, 0));
            read.Check();
            string? folder = IsGiven(parsed, data) ? parsed.GetValue(data) : null;
            return DemoRun.Run(folder, count, endpoint, parsed.InvocationConfiguration.Output, stop);
        }));
        return command;
    }

    // Null: it is not meant, or not as it could be.
    private static ExternalBroker? External(ParseResult parsed, Option<string>[] options, Option<int?> plain, ArgumentReader read)
    {
        string[] values = [.. options.Select(option => parsed.GetValue(option) ?? "")];
        if (!ExternalBroker.IsMeant(values[0]))
        {
            bool isNone = values[1..4].All(value => value.Length == 0);
            if (!isNone) read.Add("--broker-ca, --broker-certificate and --broker-key go with --broker mqtts://HOST:PORT");
            return null;
        }
        (string Host, int Port)? place = ExternalBroker.Parse(values[0]);
        if (place == null) read.Add($"--broker '{values[0]}': write mqtts://HOST:PORT; without TLS there is none");
        foreach (int i in Enumerable.Range(1, options.Length - 1).Where(i => values[i].Length == 0))
        {
            read.Add($"{options[i].Name} is missing: {options[i].Description}");
        }
        if (parsed.GetValue(plain) != null) read.Add("--plain-broker is of the own broker, and that does not run then: leave it out");
        return place is { } at ? new ExternalBroker(at.Host, at.Port, values[1], values[2], values[3]) { ClientId = values[4] } : null;
    }

    private static Command Rescue(Option<string> data)
    {
        var name = new Argument<string>("account") { Description = "An account that is there.", HelpName = "NAME" };
        var command = new Command(
            "rescue",
            "Gives an account a new one-time code and makes it an administrator's: for when nobody can sign in who may let others in.\n\n"
            + "Example: edgeguard-central rescue anna\n\n"
            + ExitCodes)
        {
            name,
        };
        command.SetAction((parsed, _) => Guarded(parsed.InvocationConfiguration.Error, () =>
        {
            using People people = OpenPeople(CentralFolder.Open(parsed.GetValue(data)!));
            string problem = people.Administration.Rescue(parsed.GetValue(name)!, out string code);
            if (problem.Length > 0) throw new CentralException($"'{parsed.GetValue(name)}': {problem}", "");
            parsed.InvocationConfiguration.Output.WriteLine($"{code}  lets {parsed.GetValue(name)} in once, at /join");
            return Task.FromResult(0);
        }));
        return command;
    }

    // Passwords are not set here: what trying one costs does not matter.
    private static People OpenPeople(CentralFolder folder) =>
        People.Open(folder.People, new SystemHmac(), new SystemRandom(), TimeProvider.System, iterations: 1);

    private static void Issue(string data, string name, string to, TextWriter output)
    {
        string[] parts = name.Split('/');
        if (parts.Length != 2) throw new ArgumentException($"'{name}' names no module: write SITE/MODULE, such as plant-7/pump-3");
        CentralFolder folder = CentralFolder.Open(data);
        IssuedCertificate issued = CentralCa.Open(folder.Ca).Issue(parts[0], parts[1], to);
        using People people = OpenPeople(folder);
        people.Trail.Add(Caller.CommandLine, AuditDeed.CertificateIssued, name, "");
        output.WriteLine($"""
            {issued.CertificatePath} and {issued.KeyPath} are written. In the module's settings:

                site              {parts[0]}
                module            {parts[1]}
                mqtt.broker       ADDRESS-OF-THIS-CONSOLE:8883
                mqtt.tls          on
                mqtt.ca           {Path.Combine(to, "ca.crt")}
                mqtt.certificate  {issued.CertificatePath}
                mqtt.key          {issued.KeyPath}
            """);
    }

    private static async Task<int> Guarded(TextWriter error, Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (CentralException e)
        {
            return await Fail(error, e.Message, e.Hint, Failed).ConfigureAwait(false);
        }
        catch (CaException e)
        {
            return await Fail(error, e.Message, e.Hint, Failed).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            return await Fail(error, e.Message, $"'{Name} --help' says what is possible", CommandLine.Misused).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            return await Fail(error, e.Message, "", Failed).ConfigureAwait(false);
        }
    }

    private static async Task<int> Fail(TextWriter error, string problem, string hint, int exit)
    {
        foreach (string line in problem.Split('\n')) await error.WriteLineAsync($"{Name}: error: {line}").ConfigureAwait(false);
        if (hint.Length > 0) await error.WriteLineAsync($"{Name}: hint: {hint}").ConfigureAwait(false);
        return exit;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
