using System;
using System.Collections.Generic;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Puts stored configurations in force on this machine. A change of policy, mode, times or certificates goes under running sessions;
/// one of listeners, PLC or broker ends the module and begins another.</summary>
internal sealed class HostApplier(RecordStore records, ModuleRun run, StderrLog log)
    : ConfigurationApplier(records, run.Stored!, new EventLog(log, null), run.Clock), IDisposable
{
    /// <summary>The module at work; null while nothing is in force.</summary>
    public HostedModule? Module { get; private set; }

    /// <inheritdoc/>
    protected override GuardConfiguration? AtWork => Module?.Gateway?.Configuration;

    /// <inheritdoc/>
    public override string NewKey() => CertificateRequests.NewKey();

    /// <inheritdoc/>
    public override string Request(string key, string subject) => CertificateRequests.Request(key, subject);

    public void Dispose() => Stop();

    /// <inheritdoc/>
    protected override void CheckHere(CheckedConfiguration configuration, CredentialSet credentials, bool hasAll, ProblemList problems)
    {
        int before = problems.Errors;
        HostCheck.Run(configuration.Settings, problems);
        if (!hasAll) return;
        HostCredentials? own = Read(configuration, credentials, problems);
        string effect = own == null || problems.Errors > before ? "" : Foresee(configuration, own);
        if (effect.Length > 0) problems.Warn(0, 0, "", "with this configuration " + effect, "'commit confirm' takes it back by itself");
    }

    /// <inheritdoc/>
    protected override string ForeseeHere(CheckedConfiguration configuration, CredentialSet credentials)
    {
        HostCredentials? own = Module == null ? null : Read(configuration, credentials, new ProblemList());
        return own == null ? "" : Foresee(configuration, own);
    }

    /// <inheritdoc/>
    protected override void CheckHere(CredentialSet credentials, ProblemList problems) => RecordCertificates.Check(credentials, run.Clock.Utc, problems);

    /// <inheritdoc/>
    protected override string PutInForce(
        CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference, bool hasNewCredentials)
    {
        var problems = new ProblemList();
        HostCredentials? own = Read(configuration, credentials, problems);
        if (own == null) return Words(problems);
        if (Module != null && RestartKeys.Changed(Module.Configuration.Settings, configuration.Settings).Length == 0)
        {
            Module.Commit(configuration, own, difference);
            return "";
        }
        MakeRoom();
        var module = new HostedModule(configuration, own, log, run, difference);
        if (IsIsolated) module.Isolate();
        string? problem = module.Start();
        if (problem == null)
        {
            Module = module;
            TellOfPorts(configuration.Settings);
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
    protected override void Clear()
    {
    }

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

    private string Foresee(CheckedConfiguration configuration, HostCredentials own)
    {
        ReloadEffect? effect = Module?.Foresee(configuration, own);
        return effect is { EndsAll: true } ? effect.Words : "";
    }

    private HostCredentials? Read(CheckedConfiguration configuration, CredentialSet credentials, ProblemList problems)
    {
        var found = new List<FileProblem>();
        HostCredentials? own = HostCredentials.Read(
            configuration.Settings, RecordSources.Server(credentials), RecordSources.Broker(credentials), run.Clock.Utc, found);
        RecordCertificates.Tell(found, problems);
        return own;
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
