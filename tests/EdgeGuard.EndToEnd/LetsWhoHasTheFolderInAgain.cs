using System.IO;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class LetsWhoHasTheFolderInAgain
{
    [TestMethod]
    public void Whose_password_is_lost_gets_in_by_the_folder_while_the_module_does_not_run_and_clients_are_served_as_before()
    {
        using var site = new Site();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        PreparedStore.Create(site, store);
        using var console = new TypedConsole();
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path));
        module.WaitForError("console on");
        Executable early = site.Track(Executable.Module("--store", store, "--forget-accounts"));
        Assert.AreEqual(2, early.WaitForExit(), "while it runs");
        StringAssert.Contains(early.Errors, "is another one running?");
        module.Signal("TERM");
        Assert.AreEqual(0, module.WaitForExit());

        Executable forget = site.Track(Executable.Module("--store", store, "--forget-accounts"));
        Assert.AreEqual(0, forget.WaitForExit(), forget.Everything());
        StringAssert.Contains(forget.Errors, "removed: 1 account; all else is as it was");
        Executable again = site.Track(Executable.Module("--store", store, "--console", console.Path));
        string endpoint = again.WaitForError("listening (TLS)").Split(' ')[^1];
        console.Wait("Nobody has an account here. What was configured before is in force.");
        console.Answer("edgeguard> ", "claim ben");
        console.Answer("claim code: ", PreparedStore.ClaimCode(store));
        console.Answer("new password: ", "long enough for him");
        console.Answer("and again: ", "long enough for him");
        console.Wait("ben> ");
        Executable read = Executable.RunCli(
            ["read", "--module", endpoint, .. site.Client("op1", "Operator"), "--unit", "1", "holding", "40", "1"]);
        Assert.AreEqual(0, read.WaitForExit(), read.Everything());
    }

    [TestMethod]
    public void A_module_that_nobody_can_ever_claim_says_so()
    {
        using var site = new Site();
        Executable module = site.Track(Executable.Module("--store", Path.Combine(site.Folder, "store")));
        module.WaitForError("warning: there is no console, so nobody can make the first account");
    }

    [TestMethod]
    public void Accounts_of_what_has_none_are_not_forgotten()
    {
        using var site = new Site();
        Executable without = site.Track(Executable.Module("--forget-accounts"));
        Assert.AreEqual(2, without.WaitForExit());
        StringAssert.Contains(without.Errors, "'edgeguard-module --store DIR --forget-accounts'");
        Executable nowhere = site.Track(Executable.Module("--store", Path.Combine(site.Folder, "nowhere"), "--forget-accounts"));
        Assert.AreEqual(2, nowhere.WaitForExit());
        StringAssert.Contains(nowhere.Errors, "there is no store in this folder");
        Assert.IsFalse(Directory.Exists(Path.Combine(site.Folder, "nowhere")));
    }
}
