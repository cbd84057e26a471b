using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Module;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>The TLS listener of a device. The library takes certificates where a listener begins and shows nobody's: sessions that stand
/// were judged by the old ones, and end with the listener.</summary>
internal sealed class DeviceTls : ITlsListener, IConfigurationFollower
{
    private readonly IListener _listener;

    /// <param name="listener">The library's.</param>
    /// <param name="address">Where it listens, as set.</param>
    /// <param name="roles">What gives clients their roles.</param>
    internal DeviceTls(IListener listener, string address, RoleOrigin roles)
    {
        _listener = listener;
        Address = address;
        Roles = roles;
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <inheritdoc/>
    public RoleOrigin Roles { get; }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        return _listener.Accept(until);
    }

    /// <inheritdoc/>
    public void Close()
    {
        _listener.Close();
    }

    /// <inheritdoc/>
    public void Follow(GuardConfiguration configuration)
    {
        var follower = _listener as IConfigurationFollower;
        if (follower != null) follower.Follow(configuration);
    }

    /// <inheritdoc/>
    public void Serve(Gateway gateway)
    {
        // Nobody is verified again.
    }

    /// <inheritdoc/>
    public ReloadEffect? Foresee(ModuleSettings settings, CredentialSet credentials)
    {
        return null;
    }

    /// <inheritdoc/>
    public string Use(ModuleSettings settings, CredentialSet credentials)
    {
        return "";
    }
}
