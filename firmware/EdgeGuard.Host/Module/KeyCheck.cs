using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>Keys that nothing on this machine reads must not seem to work.</summary>
internal static class KeyCheck
{
    internal static void Run(ModuleSettings settings, ProblemList problems)
    {
        WithoutEffect(settings, SettingKeys.PlcOwnAddress, "here the operating system has the address on the PLC's network", problems);
        if (settings.IsStored) return;
        WithoutEffect(settings, SettingKeys.AccessIdle, "a module with a settings file has no console", problems);
        WithoutEffect(settings, SettingKeys.AccessPasswordTime, "a module with a settings file has no console", problems);
    }

    private static void WithoutEffect(ModuleSettings settings, string key, string reason, ProblemList problems)
    {
        if (settings.All(key).Length > 0) problems.Warn(0, 0, "", $"{key} has no effect: {reason}", "remove the line");
    }
}
