using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>The TLS listener of this machine, with what the settings and credentials of a module mean to it.</summary>
/// <param name="listener">The listener.</param>
/// <param name="verifier">Its verifier.</param>
/// <param name="parts">Reads credentials.</param>
internal sealed class HostTls(TlsListener listener, PeerVerifier verifier, HostParts parts) : ITlsListener, ILinkBringer
{
    /// <inheritdoc/>
    public string Address => listener.LocalEndPoint.ToString();

    /// <inheritdoc/>
    public RoleOrigin Roles => RoleOrigin.Certificate;

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until) => listener.Accept(until);

    /// <inheritdoc/>
    public void Start(LinkTaker take, Heartbeat beat) => listener.Start(take, beat);

    /// <inheritdoc/>
    public void Close() => listener.Close();

    /// <inheritdoc/>
    public void Serve(Gateway gateway) => listener.EndSessions = gateway.EndSessions;

    /// <inheritdoc/>
    public ReloadEffect? Foresee(ModuleSettings settings, CredentialSet credentials)
    {
        TrustStore? trust = parts.Read(settings, credentials, new ProblemList())?.Trust;
        return trust == null ? null : listener.Foresee(trust, HostSettings.Verification(settings));
    }

    /// <inheritdoc/>
    public string Use(ModuleSettings settings, CredentialSet credentials)
    {
        var problems = new ProblemList();
        HostCredentials? own = parts.Read(settings, credentials, problems);
        if (own == null) return HostParts.Words(problems);
        // Before the trust: with that, the links that stand are judged again.
        verifier.Options = HostSettings.Verification(settings);
        if (own.Identity != null && own.Trust != null) listener.Replace(own.Identity, own.Trust);
        return "";
    }
}
