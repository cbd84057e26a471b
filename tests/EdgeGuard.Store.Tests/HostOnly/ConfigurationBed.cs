using System;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

/// <summary>A claimed module with its configurations, started. Its plain listener needs no certificates.</summary>
internal sealed class ConfigurationBed
{
    private const string Settings =
        "# pump station\nsite SITE\nmodule m1\nlisten.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 127.0.0.1:502\n";

    internal ConfigurationBed(AccountBed module, Gateway? gateway = null, IClock? clock = null)
    {
        Module = module;
        Applier = new GatewayApplier(gateway);
        Configurations = new Configurations(module.Context(new SeededRandom(4), clock: clock), module.Accounts, Applier);
        Started = Configurations.Start();
        Anna = module.Login("anna", AccountBed.Password).Person!;
    }

    internal AccountBed Module { get; }

    internal GatewayApplier Applier { get; }

    internal Configurations Configurations { get; }

    internal CommitResult Started { get; }

    internal Person Anna { get; set; }

    /// <summary>A module with nothing configured.</summary>
    internal static ConfigurationBed New() => new(AccountBed.Claimed(out _));

    /// <summary>A module with policy "first" for site "north" in force.</summary>
    internal static ConfigurationBed Configured(Gateway? gateway = null, IClock? clock = null)
    {
        var bed = new ConfigurationBed(AccountBed.Claimed(out _), gateway, clock);
        bed.Edit("north", "first");
        Assert.AreEqual(CommitFault.None, bed.Configurations.Commit(bed.Anna).Fault);
        return bed;
    }

    /// <summary>The same medium after a restart.</summary>
    internal ConfigurationBed Restart() => new(Module.Restart());

    /// <summary>Makes a candidate.</summary>
    internal void Edit(string site, string policy, string rules = "role Operator\n  allow reads, 6  unit 1\n")
    {
        Assert.AreEqual(CommitFault.None, Configurations.SetSettings(Anna, Settings.Replace("SITE", site, StringComparison.Ordinal)));
        Assert.AreEqual(CommitFault.None, Configurations.SetPolicy(Anna, $"edgeguard-policy 1\npolicy {policy} version 1\n{rules}"));
    }

    /// <summary>What is in force, and what a restart would bring.</summary>
    internal string InForce => $"{Applier.Site} {Applier.Policy} {Configurations.InForce?.Texts.Generation ?? 0}";
}
