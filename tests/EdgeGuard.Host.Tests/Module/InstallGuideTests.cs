using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
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
            Assert.EndsWith($" | {EffectText.Of(key.Effect)} | {key.Help} |", row, "when it takes effect, and the help of --keys");
            if (key.Default.Length > 0) Assert.Contains($"`{key.Default}`", row);
        }
    }

    [TestMethod]
    public void Every_exit_code_stands_in_the_guide_and_in_the_help()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "firmware", "EdgeGuard.Host", "README.md"));
        MatchCollection guide = Regex.Matches(page.Split("| exit code | |")[1].Split("\n\n")[0], @"^\| (\d+) \|", RegexOptions.Multiline);
        string[] codes =
        [
            .. typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(code => Convert.ToString(code.GetRawConstantValue(), CultureInfo.InvariantCulture)!),
        ];
        string help = Regex.Replace(ModuleCommand.Create().Description!, @"\s+", " ").Split("Exit codes: ")[1].Split('.')[0];
        CollectionAssert.AreEquivalent(codes, guide.Select(row => row.Groups[1].Value).ToArray());
        CollectionAssert.AreEquivalent(codes, Regex.Matches(help, @"(?:^|, )(\d+) ").Select(code => code.Groups[1].Value).ToArray());
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("no EdgeGuard.sln above the tests");
    }
}
