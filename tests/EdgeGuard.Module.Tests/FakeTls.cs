using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Testing;

namespace EdgeGuard.Module.Tests;

/// <summary>A TLS listener whose handshakes are always done, and which does with credentials what a test says.</summary>
internal sealed class FakeTls(FakeListener listener) : ITlsListener
{
    /// <summary>The clients' way in.</summary>
    internal FakeListener Listener => listener;

    /// <summary>Why it uses no other credentials; empty: it does.</summary>
    internal string Problem { get; set; } = "";

    /// <summary>What other credentials would do; null: nobody knows.</summary>
    internal ReloadEffect? Effect { get; set; }

    /// <summary>What it was given since it opened, the latest last.</summary>
    internal List<CredentialSet> Used { get; } = [];

    public string Address => "0.0.0.0:802";

    public RoleOrigin Roles => RoleOrigin.Certificate;

    public void Serve(Gateway gateway)
    {
        // Its clients stay good.
    }

    public ReloadEffect? Foresee(ModuleSettings settings, CredentialSet credentials) => Effect;

    public string Use(ModuleSettings settings, CredentialSet credentials)
    {
        if (Problem.Length == 0) Used.Add(credentials);
        return Problem;
    }

    public IUpstreamLink? Accept(long until) => listener.Accept(until);

    public void Close() => listener.Close();
}
