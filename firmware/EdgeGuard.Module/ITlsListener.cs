using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>The listener for clients with certificates. Any thread; never throws.</summary>
public interface ITlsListener : IListener
{
    /// <summary>Where it listens, for people.</summary>
    string Address { get; }

    /// <summary>What gives its clients their roles, as it is reported.</summary>
    RoleOrigin Roles { get; }

    /// <summary>Has the sessions of clients that are no longer good ended by the gateway that they are at. Once, before the first
    /// Accept.</summary>
    void Serve(Gateway gateway);

    /// <summary>What settings and credentials would do to the sessions that stand and are good now; null where that cannot be
    /// known.</summary>
    ReloadEffect? Foresee(ModuleSettings settings, CredentialSet credentials);

    /// <summary>Uses settings and credentials from now on: for new handshakes, and sessions that stand are judged again. Credentials that
    /// differ only where <see cref="IModuleParts.RenewsCredentials"/>.</summary>
    /// <returns>Empty; or the problem in words, and then nothing has changed.</returns>
    string Use(ModuleSettings settings, CredentialSet credentials);
}
