using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>What neither settings nor policy shows by itself: whether one has room for what the other allows, the roles that the other
/// names, and a time zone for its windows.</summary>
public static class PolicyFit
{
    // UMAS. Its frames are one byte longer than Modbus/TCP has them, and more where the engineering tool asks for it.
    private const int Umas = 90;
    private const int LeastUmasFrame = ModbusLimits.MaxTcpAdu + 1;

    /// <summary>Warns of what will not work.</summary>
    public static void Run(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        Frames(settings, policy, problems);
        string[] serial = settings.All(SettingKeys.ListenSerial);
        for (int i = 0; i < serial.Length; i++)
        {
            SerialSetting? client = SerialSetting.ReadClient(serial[i], out _);
            if (client != null) Role(SettingKeys.ListenSerial, client.Role, policy, problems);
        }
        Roles(settings, SettingKeys.UnsafePlainRole, policy, problems);
        Roles(settings, SettingKeys.TlsAddressRole, policy, problems);
        if (policy.HasWindows && settings.All(SettingKeys.SiteZone).Length == 0)
        {
            problems.Warn(0, 0, "", "the policy has `during`, and site.zone is not set: its times are taken as UTC",
                "set site.zone to the site's time zone, such as CET-1CEST,M3.5.0,M10.5.0/3, or to UTC0 if UTC is meant");
        }
    }

    private static void Roles(ModuleSettings settings, string key, CompiledPolicy policy, ProblemList problems)
    {
        string[] values = settings.All(key);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out _, out string role);
            Role(key, role, policy, problems);
        }
    }

    // Where there is `role *` every name has rights: then only one that looks like another is a mistake.
    private static void Role(string key, string role, CompiledPolicy policy, ProblemList problems)
    {
        if (policy.HasRole(role)) return;
        string near = policy.NearestRole(role);
        if (near.Length == 0 && policy.HasAnybody) return;
        problems.Warn(
            0, 0, role,
            key + ": the policy has no role " + role + (policy.HasAnybody ? ", so only `role *` counts" : ", so everything is refused"),
            near.Length > 0
                ? "did you mean " + near + "? Names compare letter by letter"
                : "name a role of the policy, or add `role " + role + "` to it");
    }

    private static void Frames(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        int max = settings.Number(SettingKeys.FrameMax);
        if (!policy.Names(Umas) || max >= LeastUmasFrame) return;
        string least = LeastUmasFrame.ToString();
        string trouble = "the policy allows function 90, and frame.max is " + max.ToString() + ": UMAS frames have " + least
            + " bytes and more, and end the session";
        problems.Warn(0, 0, "", trouble, "set frame.max to " + least + ", or to what the engineering tool asks for");
    }
}
