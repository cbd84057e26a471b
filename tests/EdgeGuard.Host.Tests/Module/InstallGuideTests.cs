using System;
using System.IO;
using EdgeGuard.Settings;

namespace EdgeGuard.Host.Tests.Module;

[TestClass]
public class InstallGuideTests
{
    [TestMethod]
    public void Every_setting_stands_in_the_table_with_its_meaning()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root(), "firmware", "EdgeGuard.Host", "README.md"));
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            string? row = Array.Find(lines, l => l.StartsWith($"| `{key.Name}` |", StringComparison.Ordinal));
            Assert.IsNotNull(row, key.Name + " is missing");
            Assert.EndsWith($"| {key.Help} |", row, "the help of --keys");
            if (key.Default.Length > 0) Assert.Contains($"`{key.Default}`", row);
        }
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("no EdgeGuard.sln above the tests");
    }
}
