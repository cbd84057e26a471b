using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class TakesAPolicyOnTrialUnderOpenSessions
{
    private static readonly byte[] Read = [0, 1, 0, 0, 0, 6, 1, 3, 0, 40, 0, 1];
    private static readonly byte[] Write = [0, 2, 0, 0, 0, 6, 1, 6, 0, 40, 0, 7];
    private static readonly byte[] Refused = [0, 2, 0, 0, 0, 3, 1, 0x86, 1];

    [TestMethod]
    public void A_client_keeps_its_TLS_session_over_a_trial_that_nobody_confirms_and_is_served_by_what_is_in_force()
    {
        using var site = new Site();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        PreparedStore.Create(site, store);
        using var console = new TypedConsole();
        Executable module = site.StartStoredModule(store, "--console", console.Path);
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        client.Value(Read);
        CollectionAssert.AreEqual(Write, client.Ask(Write));

        console.Answer("edgeguard> ", "login anna");
        console.Answer("password: ", PreparedStore.Password);
        string before = Session(console);
        console.Answer("anna> ", "policy edit");
        console.Paste(
            "ends it.", Site.Policy.Replace("allow 6           unit 1   address 40 ", "allow 6           unit 1   address 41 ") + "\n");
        console.Answer("anna [changed]> ", "commit confirm 5");
        console.Wait("In force for 5 seconds");
        CollectionAssert.AreEqual(Refused, client.Ask(Write), "the trial's policy is in force for the session that was there before");
        Assert.AreEqual(7, client.Value(Read));

        console.Wait("The trial has ended without 'confirm'");
        CollectionAssert.AreEqual(Write, client.Ask(Write), "the policy before is in force again");
        Assert.AreEqual(7, client.Value(Read));
        Assert.AreEqual(before, Session(console), "the session is another one");
        StringAssert.Contains(module.WaitForError("not confirmed in time"), "generation 1 again");
        Assert.AreEqual(1, module.Errors.Split('\n').Count(line => line.Contains("session opened")), module.Errors);
        Assert.IsFalse(module.Errors.Contains("session closed"), module.Errors);
    }

    // Number and client of the one session there is.
    private static string Session(TypedConsole console)
    {
        console.Answer("> ", "sessions");
        console.Wait("sessions\r\n");
        string[] words = console.Wait("\r\n").Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
        return words[0] + " " + string.Join(' ', words[4..]);
    }
}
