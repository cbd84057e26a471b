using System;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeGuard.Host.Store;

namespace EdgeGuard.Host.Module;

/// <summary>Runs one hosted module in the foreground until it is asked to stop.</summary>
internal static class Foreground
{
    // A trial ends to the second.
    private const int StepMs = 500;

    /// <summary>Checks the files and says all that is wrong with them.</summary>
    internal static int Check(string settingsFile)
    {
        var problems = new FileProblems();
        ModuleFiles? files = ModuleFiles.Read(settingsFile, problems);
        problems.Print(Console.Error);
        if (files == null) return ExitCode.BadFiles;
        Console.Error.WriteLine($"{settingsFile}: settings, policy '{files.Policy.Name}' version {files.Policy.Version} and certificates are all right");
        return ExitCode.Success;
    }

    /// <summary>Runs the module. Returns its exit code.</summary>
    internal static int Run(string settingsFile)
    {
        var log = new StderrLog(Console.Error);
        var problems = new FileProblems();
        ModuleFiles? files = ModuleFiles.Read(settingsFile, problems);
        log.Write(problems.Print);
        if (files == null) return ExitCode.BadFiles;

        using var module = new HostedModule(files, log);
        string? noPort = module.Start();
        if (noPort != null)
        {
            log.Line("error: " + noPort);
            return ExitCode.NoPort;
        }
        WaitForTheEnd(module);
        bool clean = module.Stop();
        log.Line(clean ? "stopped" : "stopped, although not everything had ended in time");
        return clean ? ExitCode.Success : ExitCode.Fault;
    }

    /// <summary>Runs a module that keeps its settings itself. Returns its exit code.</summary>
    internal static int RunStore(string folder)
    {
        var log = new StderrLog(Console.Error);
        using var asked = new ManualResetEventSlim();
        using var terminate = Handle(PosixSignal.SIGTERM, asked.Set);
        using var interrupt = Handle(PosixSignal.SIGINT, asked.Set);
        using var hangup = Handle(PosixSignal.SIGHUP, () => log.Line("nothing to read again: what a store holds is changed at the console"));
        StoredModule? module = StoredModule.TryOpen(folder, log, null, out string problem, out string remedy);
        if (module == null)
        {
            log.Line($"error: {folder}: {problem}");
            log.Line($"hint: {remedy}");
            return ExitCode.BadFiles;
        }
        using (module)
        {
            module.Start();
            while (!asked.Wait(StepMs)) module.Step();
        }
        log.Line("stopped");
        return ExitCode.Success;
    }

    private static void WaitForTheEnd(HostedModule module)
    {
        using var asked = new ManualResetEventSlim();
        using var hangup = Handle(PosixSignal.SIGHUP, module.ReadAgain);
        using var terminate = Handle(PosixSignal.SIGTERM, asked.Set);
        using var interrupt = Handle(PosixSignal.SIGINT, asked.Set);
        asked.Wait();
    }

    private static PosixSignalRegistration Handle(PosixSignal signal, Action act) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    });
}
