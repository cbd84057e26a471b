using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class TakesNewFilesOnHangup
{
    [TestMethod]
    public void A_new_policy_is_in_force_and_a_broken_one_changes_nothing()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        string[] op = site.Client("op1", "Operator");
        Expect(0, site.Write(op, "--unit", "1", "holding", "40", "1500"));

        site.WritePolicy(Site.Policy.Replace("value 0-1500", "value 0-100").Replace("version 1", "version 2"));
        module.Signal("HUP");
        module.WaitForError("version 2");
        Expect(3, site.Write(op, "--unit", "1", "holding", "40", "1500"));

        site.WritePolicy("edgeguard-policy 1\nnonsense\n");
        module.Signal("HUP");
        module.WaitForError("story.policy:2:1");
        Expect(3, site.Write(op, "--unit", "1", "holding", "40", "1500"));
        Expect(0, site.Write(op, "--unit", "1", "holding", "40", "100"));
    }

    [TestMethod]
    public void A_client_revoked_in_a_new_list_is_let_in_no_more()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        string[] op = site.Client("op1", "Operator");
        Expect(0, site.Read(op, "--unit", "1", "holding", "40", "1"));

        Site.Cli("ca", "revoke", site.CaFolder, System.IO.Path.Combine(site.CaFolder, "op1.crt"));
        module.Signal("HUP");
        module.WaitForError("read again");
        Assert.AreNotEqual(0, site.Read(op, "--unit", "1", "holding", "40", "1").WaitForExit());
        Expect(0, site.Read(site.Client("op2", "Operator"), "--unit", "1", "holding", "40", "1"));
    }

    private static void Expect(int exitCode, Executable run) => Assert.AreEqual(exitCode, run.WaitForExit(), run.Everything());
}
