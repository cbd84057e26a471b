using System.IO;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class RefusesToStartWhenItsFilesAreWrong
{
    [TestMethod]
    public void Every_problem_of_settings_is_listed_with_its_place()
    {
        using var site = new Site();
        site.WriteSettings("plc.timeot 1s", "mode maybe", "plc.connections 99", "plc.address nowhere", "frame.max");
        using Executable run = Executable.Module(site.SettingsFile);

        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        string[] lines = File.ReadAllLines(site.SettingsFile);
        foreach (string text in new[] { "plc.timeot", "maybe", "99", "nowhere", "frame.max" })
        {
            int line = System.Array.FindIndex(lines, l => l.Contains(text)) + 1;
            StringAssert.Contains(run.Errors, $"module.conf:{line}:", text);
            StringAssert.Contains(run.Errors, text);
        }
        StringAssert.Contains(run.Errors, "5 problems");
    }

    [TestMethod]
    public void Every_problem_of_a_policy_is_listed_with_its_place()
    {
        using var site = new Site();
        site.WritePolicy("edgeguard-policy 1\npolicy broken version 1\nrole A\n  alow 3\n  allow 300\nrole A\n  allow 3 address 9-1\n");
        site.WriteSettings();
        using Executable run = Executable.Module(site.SettingsFile);

        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        StringAssert.Contains(run.Errors, "story.policy:4:3");
        StringAssert.Contains(run.Errors, "story.policy:5:9");
        StringAssert.Contains(run.Errors, "story.policy:6:");
        StringAssert.Contains(run.Errors, "story.policy:7:");
    }

    [TestMethod]
    public void A_key_that_others_can_read_is_refused()
    {
        using var site = new Site();
        site.WriteSettings();
        string key = Path.Combine(site.CaFolder, "m1.key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using Executable run = Executable.Module(site.SettingsFile);

        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        StringAssert.Contains(run.Errors, "m1.key");
        StringAssert.Contains(run.Errors, "600");
    }

    [TestMethod]
    public void Check_only_checks()
    {
        using var site = new Site();
        site.WriteSettings();
        using Executable good = Executable.Module(site.SettingsFile, "--check");
        Assert.AreEqual(0, good.WaitForExit(), good.Everything());

        site.WriteSettings("mode maybe");
        using Executable bad = Executable.Module(site.SettingsFile, "--check");
        Assert.AreEqual(2, bad.WaitForExit(), bad.Everything());
        StringAssert.Contains(bad.Errors, "maybe");
    }

    [TestMethod]
    public void A_settings_file_that_is_not_there_is_named()
    {
        using Executable run = Executable.Module("/nowhere/module.conf");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        StringAssert.Contains(run.Errors, "/nowhere/module.conf");
    }
}
