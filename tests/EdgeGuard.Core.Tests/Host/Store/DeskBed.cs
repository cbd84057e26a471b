using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Guard;
using EdgeGuard.Store.Configuring;
using EdgeGuard.Store.People;

namespace EdgeGuard.Core.Tests.Host.Store;

/// <summary>A claimed module with a desk, started. Its plain listener needs no certificates.</summary>
internal sealed class DeskBed
{
    private const string Settings = "# pump station\nsite SITE\nmodule m1\nlisten.tls off\nunsafe-plain.listen 127.0.0.1:0\nplc.address 127.0.0.1:502\n";

    internal DeskBed(AccountBed module, Gateway? gateway = null, IClock? clock = null)
    {
        Module = module;
        Body = new GatewayBody(gateway);
        Desk = new ConfigurationDesk(module.Records, module.Accounts, clock ?? module.Clock, module.Events, Body);
        Started = Desk.Start();
        Anna = module.Login("anna", AccountBed.Password).Person!;
    }

    internal AccountBed Module { get; }

    internal GatewayBody Body { get; }

    internal ConfigurationDesk Desk { get; }

    internal CommitResult Started { get; }

    internal Person Anna { get; set; }

    /// <summary>A module with nothing configured.</summary>
    internal static DeskBed New() => new(AccountBed.Claimed(out _));

    /// <summary>A module with policy "first" for site "north" in force.</summary>
    internal static DeskBed Configured(Gateway? gateway = null, IClock? clock = null)
    {
        var bed = new DeskBed(AccountBed.Claimed(out _), gateway, clock);
        bed.Edit("north", "first");
        Assert.AreEqual(CommitFault.None, bed.Desk.Commit(bed.Anna).Fault);
        return bed;
    }

    /// <summary>The same medium after a restart.</summary>
    internal DeskBed Restart() => new(Module.Restart());

    /// <summary>Makes a candidate.</summary>
    internal void Edit(string site, string policy, string rules = "role Operator\n  allow reads, 6  unit 1\n")
    {
        Assert.AreEqual(CommitFault.None, Desk.SetSettings(Anna, Settings.Replace("SITE", site, StringComparison.Ordinal)));
        Assert.AreEqual(CommitFault.None, Desk.SetPolicy(Anna, $"edgeguard-policy 1\npolicy {policy} version 1\n{rules}"));
    }

    /// <summary>What is in force, and what a restart would bring.</summary>
    internal string InForce => $"{Body.Site} {Body.Policy} {Desk.InForce?.Texts.Generation ?? 0}";
}
