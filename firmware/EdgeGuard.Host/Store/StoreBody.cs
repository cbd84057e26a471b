using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Settings;
using EdgeGuard.Core.Store;
using EdgeGuard.Core.Store.Configuring;
using EdgeGuard.Core.Store.Credentials;
using EdgeGuard.Core.Store.Island;
using EdgeGuard.Host.Module;

namespace EdgeGuard.Host.Store;

/// <summary>Puts stored configurations in force on this machine. A change of policy, mode, times or certificates goes under running sessions;
/// one of listeners, PLC or broker ends the module and begins another.</summary>
internal sealed class StoreBody(RecordStore records, StoreLayout use, StoreLayout check, ModuleRun run, StderrLog log)
    : IConfigurationBody, ICredentialBody, IIslandBody, IDisposable
{
    private readonly object _lock = new();
    private readonly EventLog _events = new(log, null);
    private CheckedConfiguration? _inForce;
    private LiveDifference? _difference;
    private bool _isIsland;

    /// <summary>The module at work; null while nothing is in force.</summary>
    public HostedModule? Module { get; private set; }

    /// <inheritdoc/>
    public void Check(CheckedConfiguration configuration, ProblemList problems)
    {
        lock (_lock)
        {
            CredentialSet credentials = CredentialSet.Load(records);
            int before = problems.Errors;
            CredentialNeeds.Check(configuration.Settings, credentials, problems);
            if (problems.Errors > before) return;
            Read(check, configuration, credentials, problems);
            check.Clear();
        }
    }

    /// <inheritdoc/>
    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        lock (_lock)
        {
            GuardConfiguration? before = Module?.Gateway?.Configuration;
            difference = isTrial && before != null ? new LiveDifference(before) : null;
            if (configuration == null)
            {
                End();
                run.Stored?.TakeIdentity();
                _inForce = null;
                use.Clear();
                return "";
            }
            string problem = PutInForce(configuration, difference);
            if (problem.Length > 0)
            {
                if (_inForce != null) PutInForce(_inForce, _difference);
                return problem;
            }
            _inForce = configuration;
            _difference = difference;
            return "";
        }
    }

    /// <inheritdoc/>
    public void Check(CredentialSet credentials, ProblemList problems)
    {
        lock (_lock)
        {
            if (_inForce != null) CredentialNeeds.Check(_inForce.Settings, credentials, problems);
            CredentialNeeds.CheckPairs(credentials, problems);
            if (check.Put(credentials)) StoreCertificates.Check(check, credentials, problems);
            else problems.Error(0, 0, "", "the store refused to write", "the medium is full or worn out");
            check.Clear();
        }
    }

    /// <inheritdoc/>
    public void Use(CredentialSet credentials)
    {
        lock (_lock)
        {
            string problem = _inForce == null ? "" : PutInForce(_inForce, _difference);
            if (problem.Length > 0) log.Line("error: the new credentials are not in use: " + problem);
        }
    }

    /// <inheritdoc/>
    public string NewKey() => StoreCertificates.NewKey();

    /// <inheritdoc/>
    public string Request(string key, string subject) => StoreCertificates.Request(key, subject);

    /// <inheritdoc/>
    public int Isolate()
    {
        lock (_lock)
        {
            _isIsland = true;
            return Module?.Isolate() ?? 0;
        }
    }

    /// <inheritdoc/>
    public void Open()
    {
        lock (_lock)
        {
            _isIsland = false;
            Module?.Open();
        }
    }

    /// <summary>While nothing is in force, and so no reporter at work: logs and stores events in its place.</summary>
    public void Step()
    {
        lock (_lock)
        {
            if (Module == null) run.Stored?.Report(run.Clock.Now, _events);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            End();
            run.Stored?.End(run.Clock.Now, _events);
        }
        use.Dispose();
        check.Dispose();
    }

    private string PutInForce(CheckedConfiguration configuration, LiveDifference? difference)
    {
        var problems = new ProblemList();
        ModuleFiles? files = Read(use, configuration, CredentialSet.Load(records), problems);
        if (files == null) return Words(problems);
        if (Module != null && RestartKeys.Changed(Module.Files.Settings, files.Settings).Length == 0)
        {
            Module.Commit(files, configuration.Texts.Generation, difference);
            return "";
        }
        End();
        run.Stored?.TakeIdentity();
        var module = new HostedModule(files, log, run, configuration.Texts.Generation, difference);
        if (_isIsland) module.Isolate();
        string? problem = module.Start();
        if (problem == null)
        {
            Module = module;
            return "";
        }
        module.Dispose();
        return problem;
    }

    private void End()
    {
        Module?.Dispose();
        Module = null;
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
            // Warnings, and what is wrong with the policy, the desk has found already.
            if (!problem.IsWarning && !StoreLayout.IsPolicy(file))
                problems.Error(problem.Line, problem.Column, problem.Text, StoreLayout.RecordOf(file) + ": " + problem.Message, problem.Remedy);
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
