using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>Runs one hosted module in the foreground until it is asked to stop.</summary>
internal static class Foreground
{
    // SIGUSR2 of Linux on x64 and arm64, which .NET takes by its number.
    private const PosixSignal UserSignal2 = (PosixSignal)12;

    /// <summary>Checks the files and says all that is wrong with them.</summary>
    internal static int Check(string settingsFile)
    {
        var problems = new FileProblems();
        ConfigurationFiles? files = ConfigurationFiles.Read(settingsFile, problems);
        problems.Print(Console.Error);
        if (files == null) return ExitCode.BadFiles;
        string certificates = files.Trust == null ? "" : " and certificates";
        string verdict = problems.Warnings == 0 ? "are all right" : problems.Warnings == 1 ? "can be used, with 1 warning"
            : $"can be used, with {problems.Warnings} warnings";
        CompiledPolicy policy = files.Configuration.Policy;
        string what = $"settings{(certificates.Length > 0 ? "," : " and")} policy '{policy.Name}' version {policy.Version}{certificates}";
        Console.Error.WriteLine($"{settingsFile}: {what} {verdict}");
        return ExitCode.Success;
    }

    /// <summary>Runs the module. Returns its exit code.</summary>
    internal static int Run(string settingsFile)
    {
        var log = new StderrLog(Console.Error);
        var problems = new FileProblems();
        ConfigurationFiles? files = ConfigurationFiles.Read(settingsFile, problems);
        log.Write(problems.Print);
        if (files == null) return ExitCode.BadFiles;

        using var module = new HostedModule(files, log);
        if (new SystemClock().Trust != ClockTrust.Trusted)
        {
            log.Line("warning: the system's time is before this software was built, and is not trusted: set it, best by NTP");
        }
        // From before the start on: a module that has said that it listens must not die of a signal.
        using var asked = NewSignal();
        using var terminate = Handle(PosixSignal.SIGTERM, asked.Set);
        using var interrupt = Handle(PosixSignal.SIGINT, asked.Set);
        var reload = new ReloadOnSignal(module.ReadAgain);
        using var hangup = Handle(PosixSignal.SIGHUP, () => reload.Ask(false));
        using var meant = Handle(UserSignal2, () => reload.Ask(true));
        string? noPort = module.Start();
        if (noPort != null)
        {
            log.Line("error: " + noPort);
            return ExitCode.NoPort;
        }
        reload.Begin();
        while (!asked.Wait(Supervisor.StepMs)) module.Step();
        bool clean = module.Stop();
        log.Line(clean ? "stopped" : "stopped, although not everything had ended in time");
        return clean ? ExitCode.Success : ExitCode.Fault;
    }

    /// <summary>Runs a module that keeps its settings itself, anew as often
    /// as somebody at a console wants that. Returns its exit code.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="consoles">Where the consoles are.</param>
    /// <param name="isBatch">Whether scripts come to them.</param>
    internal static int RunStore(string folder, IReadOnlyList<string> consoles, bool isBatch)
    {
        bool isAtTerminal = consoles.Contains(ConsolePorts.Stdio) && !isBatch && !Console.IsErrorRedirected && !Console.IsOutputRedirected;
        var log = new StderrLog(isAtTerminal ? new ScreenLog() : Console.Error);
        using var asked = NewSignal();
        using var terminate = Handle(PosixSignal.SIGTERM, asked.Set);
        using var interrupt = Handle(PosixSignal.SIGINT, asked.Set);
        using var hangup = Handle(
            PosixSignal.SIGHUP, () => log.Line("nothing to read again: what a store holds is changed at the console"));
        int code = ExitCode.Success;
        while (!asked.IsSet && code == ExitCode.Success) code = RunStoreOnce(folder, consoles, isBatch, asked, log);
        if (code == ExitCode.Success) log.Line("stopped");
        return code;
    }

    /// <summary>Removes the accounts of a store whose module does not run. Returns the exit code.</summary>
    internal static int ForgetAccounts(string folder)
    {
        int count = StoredModule.ForgetAccounts(folder, new StderrLog(Console.Error), out string problem, out string remedy);
        if (count < 0)
        {
            Console.Error.WriteLine($"edgeguard-module: error: {folder}: {problem}\nedgeguard-module: hint: {remedy}");
            return ExitCode.BadFiles;
        }
        string label = Path.Combine(Path.GetFullPath(folder), StoredModule.LabelFile);
        Console.Error.WriteLine(
            count == 0
                ? "edgeguard-module: nobody had an account"
                : $"edgeguard-module: removed: {count} {(count == 1 ? "account" : "accounts")}; all else is as it was");
        Console.Error.WriteLine(
            "edgeguard-module: hint: start the module; 'setup' or 'claim NAME' at its console makes the first account, with the code in "
                + label);
        return ExitCode.Success;
    }

    private static int RunStoreOnce(string folder, IReadOnlyList<string> consoles, bool isBatch, ManualResetEventSlim asked, StderrLog log)
    {
        using StoredModule? store = StoredModule.TryOpen(folder, log, out string problem, out string remedy);
        if (store == null)
        {
            log.Line($"error: {folder}: {problem}");
            log.Line($"hint: {remedy}");
            return ExitCode.BadFiles;
        }
        store.Module.Start();
        if (consoles.Count == 0 && !store.Module.Store.Accounts.IsClaimed)
        {
            log.Line(
                "warning: there is no console, so nobody can make the first account: add --console 127.0.0.1:8023, or a serial port's "
                    + "path");
        }
        foreach (string name in consoles)
        {
            string? noConsole = store.OpenConsole(name, isBatch);
            if (noConsole == null) continue;
            log.Line("error: " + noConsole);
            return ExitCode.NoPort;
        }
        while (!store.Module.IsEnding && !asked.Wait(Supervisor.StepMs)) store.Step();
        if (store.Module.IsEnding) store.Leave(new RestartCause(RestartReason.Person, Worker.None, 0, "at a console"));
        return ExitCode.Success;
    }

    // It is waited for twice a second, and hardly ever comes: to spin before each wait would be for nothing.
    private static ManualResetEventSlim NewSignal() => new(initialState: false, spinCount: 0);

    private static PosixSignalRegistration Handle(PosixSignal signal, Action act) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    });
}
