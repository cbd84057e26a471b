using System.Collections.Generic;
using System.Text;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any text is read without a fault of ours: settings, or errors, never both and never neither.</summary>
internal sealed class SettingsTarget : ITarget
{
    public string Name => "settings";

    public int MaxLength => 1500;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Texts("settings");

    public void Run(byte[] input)
    {
        var problems = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(Encoding.UTF8.GetString(input), problems);
        Promise.Holds((settings == null) == (problems.Errors > 0), "settings beside errors, or neither");
    }
}
