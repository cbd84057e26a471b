using EdgeGuard.Fuzz.Targets;
using EdgeGuard.Modbus;

namespace EdgeGuard.Fuzz;

/// <summary>Every entrance of the product for bytes that somebody else wrote.</summary>
internal static class AllTargets
{
    public static ITarget[] Create() =>
    [
        new FramerTarget(), new RtuFramerTarget(RtuSide.Request), new RtuFramerTarget(RtuSide.Response),
        new RequestTarget(), new ResponseTarget(), new PolicyTarget(), new SettingsTarget(), new RoleTarget(),
        new EventsTarget(), new TrafficTarget(), new RevocationTarget(), new PemTarget(),
        new RecordsTarget(), new BackupTarget(), new ConsoleTarget(), new CapturesTarget(), new ProofsTarget(),
        new RecordingTarget(), new PolicyTextTarget(),
    ];
}
