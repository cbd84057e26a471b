using System;
using System.Collections.Generic;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Puts stored configurations in force on this machine. A change of policy, mode, times or certificates goes under running sessions;
/// one of listeners, PLC or broker ends the module and begins another.</summary>
internal sealed class HostApplier(RecordStore records, StoreLayout use, StoreLayout check, ModuleRun run, StderrLog log)
    : ConfigurationApplier(records, run.Stored!, new EventLog(log, null), run.Clock), IDisposable
{
    /// <summary>The module at work; null while nothing is in force.</summary>
    public HostedModule? Module { get; private set; }

    /// <inheritdoc/>
    protected override GuardConfiguration? AtWork => Module?.Gateway?.Configuration;

    /// <inheritdoc/>
    public override string NewKey() => StoreCertificates.NewKey();

    /// <inheritdoc/>
    public override string Request(string key, string subject) => StoreCertificates.Request(key, subject);

    public void Dispose()
    {
        Stop();
        use.Dispose();
        check.Dispose();
    }

    /// <inheritdoc/>
    protected override void CheckHere(CheckedConfiguration configuration, CredentialSet credentials, bool hasAll, ProblemList problems)
    {
        PortCheck.Run(configuration.Settings, problems);
        if (!hasAll) return;
        ModuleFiles? files = Read(check, configuration, credentials, problems);
        check.Clear();
        string effect = files == null ? "" : Foresee(files);
        if (effect.Length > 0) problems.Warn(0, 0, "", "with this configuration " + effect, "'commit confirm' takes it back by itself");
    }

    /// <inheritdoc/>
    protected override string ForeseeHere(CheckedConfiguration configuration, CredentialSet credentials)
    {
        ModuleFiles? files = Module == null ? null : Read(check, configuration, credentials, new ProblemList());
        check.Clear();
        return files == null ? "" : Foresee(files);
    }

    /// <inheritdoc/>
    protected override void CheckHere(CredentialSet credentials, ProblemList problems)
    {
        if (check.Put(credentials)) StoreCertificates.Check(check, credentials, run.Clock.Utc, problems);
        else problems.Error(0, 0, "", "the store refused to write", "the medium is full or worn out");
        check.Clear();
    }

    /// <inheritdoc/>
    protected override string PutInForce(
        CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference, bool hasNewCredentials)
    {
        var problems = new ProblemList();
        ModuleFiles? files = Read(use, configuration, credentials, problems);
        if (files == null) return Words(problems);
        if (Module != null && RestartKeys.Changed(Module.Files.Settings, files.Settings).Length == 0)
        {
            Module.Commit(files, configuration.Texts.Generation, difference);
            return "";
        }
        MakeRoom();
        var module = new HostedModule(files, log, run, configuration.Texts.Generation, difference);
        if (IsIsolated) module.Isolate();
        string? problem = module.Start();
        if (problem == null)
        {
            Module = module;
            TellOfPorts(files.Settings);
            return "";
        }
        module.Dispose();
        return problem;
    }

    /// <inheritdoc/>
    protected override void End()
    {
        Module?.Dispose();
        Module = null;
    }

    /// <inheritdoc/>
    protected override void Clear() => use.Clear();

    /// <inheritdoc/>
    protected override int IsolateNow() => Module?.Isolate() ?? 0;

    /// <inheritdoc/>
    protected override void OpenNow() => Module?.Open();

    /// <inheritdoc/>
    protected override void Complain(string text) => log.Line("error: " + text);

    private void TellOfPorts(ModuleSettings settings)
    {
        var missing = new ProblemList();
        PortCheck.Run(settings, missing);
        for (int i = 0; i < missing.Count; i++) log.Line($"warning: {missing[i].Message}");
    }

    private string Foresee(ModuleFiles files)
    {
        ReloadEffect? effect = Module?.Foresee(files);
        return effect is { EndsAll: true } ? effect.Words : "";
    }

    private static ModuleFiles? Read(StoreLayout layout, CheckedConfiguration configuration, CredentialSet credentials, ProblemList problems)
    {
        string? path = layout.Put(configuration.Texts.Settings, configuration.Texts.Policy, configuration.Settings, credentials);
        if (path == null)
        {
            problems.Error(0, 0, "", "the store refused to write", "the medium is full or worn out");
            return null;
        }
        var found = new FileProblems();
        ModuleFiles? files = ModuleFiles.Read(path, found);
        found.ForEach((file, problem) =>
        {
            // What is wrong with the policy, and warnings about settings, the configurations has found already.
            string record = StoreLayout.RecordOf(file);
            if (StoreLayout.IsPolicy(file) || (problem.IsWarning && record == StoreLayout.SettingsRecord)) return;
            if (problem.IsWarning) problems.Warn(0, 0, record, record + ": " + problem.Message, problem.Remedy);
            else problems.Error(problem.Line, problem.Column, problem.Text, record + ": " + problem.Message, problem.Remedy);
        });
        return files;
    }

    private static string Words(ProblemList problems)
    {
        var words = new List<string>();
        for (int i = 0; i < problems.Count; i++)
        {
            if (!problems[i].IsWarning) words.Add(problems[i].Message);
        }
        return string.Join("; ", words);
    }
}
