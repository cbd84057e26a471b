using System;
using EdgeGuard.Device.Tests.Libraries;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>Both sides on the device's sockets, which the host's network carries.</summary>
internal sealed class PlainGuardSite : LoopbackSite
{
    private readonly PlainListener _listener;

    internal PlainGuardSite()
    {
        Network = FakeHardware.Renew().Network;
        var roles = new AddressRoles(["127.0.0.1 Operator"]);
        _listener = PlainListener.TryOpen("127.0.0.1", 0, roles, Clock, out string problem) ?? throw new InvalidOperationException(problem);
        Start(_listener, new SocketDialer("127.0.0.1", Server.Port, Clock), 1);
    }

    internal FakeNetwork Network { get; }

    protected override int Port
    {
        get { return _listener.Port; }
    }

    protected override void CheckAfterwards()
    {
        if (Network.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Network.Complaints));
        if (Network.Open > 0) throw new InvalidOperationException($"{Network.Open} sockets were left open.");
    }
}
