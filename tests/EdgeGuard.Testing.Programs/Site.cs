using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Testing.Programs;

/// <summary>A plant in a temporary folder: a CA, certificates, a policy, settings, a simulated PLC and one module, all of them the real
/// executables. Everything ends with <see cref="Dispose"/>.</summary>
public sealed class Site : IDisposable
{
    public const string Policy = """
        edgeguard-policy 1
        policy story version 1
        role Operator
          allow reads       unit 1
          allow 6           unit 1   address 40   value 0-1500
        role Viewer
          allow reads       unit 1
        role none
          allow identification
        never programming
        """;

    private readonly List<Executable> _running = [];

    public Site()
    {
        Folder = Directory.CreateTempSubdirectory("edgeguard-").FullName;
        Cli("ca", "init", CaFolder);
        Cli("ca", "issue", CaFolder, "--module", "m1", "--host", "127.0.0.1", "--host", "localhost");
        WritePolicy(Policy);
    }

    public string Folder { get; }

    public string CaFolder => Path.Combine(Folder, "ca");

    public string SettingsFile => Path.Combine(Folder, "module.conf");

    public string PolicyFile => Path.Combine(Folder, "story.policy");

    /// <summary>host:port of the running module's TLS listener.</summary>
    public string Module { get; private set; } = "";

    /// <summary>host:port of the running PLC.</summary>
    public string Plc { get; private set; } = "127.0.0.1:1";

    public Executable? ModuleRun { get; private set; }

    public void WritePolicy(string text) => File.WriteAllText(PolicyFile, text);

    /// <summary>Issues a client certificate with a role (none when null) and gives the arguments that name it.</summary>
    public string[] Client(string name, string? role, params string[] more)
    {
        string[] roleArguments = role == null ? [] : ["--role", role];
        Cli(["ca", "issue", CaFolder, "--client", name, .. roleArguments, .. more]);
        return ["--certificate", InCa(name + ".crt"), "--key", InCa(name + ".key"), "--ca", InCa("ca.crt")];
    }

    public Executable StartPlc(params string[] more)
    {
        Executable plc = Track(Executable.Cli(["plc", "--listen", "127.0.0.1:0", .. more]));
        Plc = EndpointIn(plc.WaitForOutput("127.0.0.1:"));
        return plc;
    }

    /// <summary>Starts a PLC that has ended again, where it was.</summary>
    public Executable StartPlcAgain()
    {
        Executable plc = Track(Executable.Cli("plc", "--listen", Plc));
        plc.WaitForOutput(Plc);
        return plc;
    }

    /// <summary>Writes settings, with these lines in addition, and starts the module; returns once it listens.</summary>
    public Executable StartModule(params string[] moreSettings)
    {
        WriteSettings(moreSettings);
        ModuleRun = Track(Executable.Module(SettingsFile));
        Module = EndpointIn(ModuleRun.WaitForError("listening (TLS)"));
        return ModuleRun;
    }

    /// <summary>Starts a module that keeps its settings itself; returns once it listens.</summary>
    public Executable StartStoredModule(string store, params string[] more)
    {
        ModuleRun = Track(Executable.Module(["--store", store, .. more]));
        Module = EndpointIn(ModuleRun.WaitForError("listening (TLS)"));
        return ModuleRun;
    }

    public void WriteSettings(params string[] more)
    {
        string[] usual =
        [
            "site story", "module m1", "policy.file story.policy", "listen.tls 127.0.0.1:0",
            "tls.certificate ca/m1.crt", "tls.key ca/m1.key", "tls.ca ca/ca.crt", "tls.crl ca/ca.crl", "plc.address " + Plc,
        ];
        var changed = more.Select(KeyOf).ToHashSet();
        File.WriteAllLines(SettingsFile, usual.Where(line => !changed.Contains(KeyOf(line))).Concat(more));
    }

    public Executable Read(string[] identity, params string[] what) => RunClient("read", identity, what);

    public Executable Write(string[] identity, params string[] what) => RunClient("write", identity, what);

    /// <summary>Runs <c>edgeguard</c> and insists that it succeeds.</summary>
    public static Executable Cli(params string[] arguments)
    {
        Executable run = Executable.RunCli(arguments);
        Assert.AreEqual(0, run.WaitForExit(), string.Join(' ', arguments) + "\n" + run.Everything());
        return run;
    }

    /// <summary>The host:port on loopback that a line of a log names.</summary>
    public static string EndpointIn(string line) =>
        line.Split(' ').First(word => word.StartsWith("127.0.0.1:", StringComparison.Ordinal)).TrimEnd('.', ',', ')');

    public Executable Track(Executable run)
    {
        _running.Add(run);
        return run;
    }

    public void Dispose()
    {
        foreach (Executable run in Enumerable.Reverse(_running)) run.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string InCa(string file) => Path.Combine(CaFolder, file);

    private Executable RunClient(string verb, string[] identity, string[] what) =>
        Executable.RunCli([verb, "--module", Module, .. identity, .. what]);

    private static string KeyOf(string line) => line.Split(' ')[0];
}
