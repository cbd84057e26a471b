using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Policy.Problems;

namespace EdgeGuard.Settings;

/// <summary>What neither settings nor policy shows by itself: whether one has room for what the other allows.</summary>
public static class PolicyFit
{
    // UMAS. Its frames are one byte longer than Modbus/TCP has them, and more where the engineering tool asks for it.
    private const int Umas = 90;
    private const int LeastUmasFrame = ModbusLimits.MaxTcpAdu + 1;

    /// <summary>Warns of what will not work.</summary>
    public static void Run(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        int max = settings.Number(SettingKeys.FrameMax);
        if (!policy.Names(Umas) || max >= LeastUmasFrame) return;
        string least = LeastUmasFrame.ToString();
        string trouble = "the policy allows function 90, and frame.max is " + max.ToString() + ": UMAS frames have " + least + " bytes and more, and end the session";
        problems.Warn(0, 0, "", trouble, "set frame.max to " + least + ", or to what the engineering tool asks for");
    }
}
