using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Device.Tests.Module;

[TestClass]
public sealed class DeviceTlsTests
{
    [TestMethod]
    public void The_librarys_listener_follows_what_is_committed()
    {
        var listener = new FollowingListener();
        var configuration = new GuardConfiguration(CompiledPolicy.Empty);
        var tls = new DeviceTls(listener, "0.0.0.0:802", RoleOrigin.AddressTable);
        ((IConfigurationFollower)tls).Follow(configuration);
        Assert.AreSame(configuration, listener.Followed);
    }

    private sealed class FollowingListener : IListener, IConfigurationFollower
    {
        internal GuardConfiguration? Followed { get; private set; }

        public IUpstreamLink? Accept(long until) => null;

        public void Close()
        {
            // There is nothing to close.
        }

        public void Follow(GuardConfiguration configuration) => Followed = configuration;
    }
}
