using System.IO;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class FindsWhatIsBrokenInItself
{
    [TestMethod]
    public async Task A_sound_module_passes_its_self_test_and_each_thing_that_breaks_is_a_check_that_fails()
    {
        LocalBroker broker = await LocalBroker.Start(0);
        using var site = new Site();
        using var console = new TypedConsole();
        Executable plc = site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        PreparedStore.Create(site, store, $"mqtt.broker 127.0.0.1:{broker.Port}", "mqtt.tls off");
        Executable module = site.StartStoredModule(store, "--console", console.Path);
        module.WaitForError("broker connected");
        console.Answer("edgeguard> ", "login anna");
        console.Answer("password: ", PreparedStore.Password);
        console.Answer("anna> ", "selftest");
        string shown = console.Wait(" checks, all ok.");
        StringAssert.Contains(shown, "credentials    ok");
        StringAssert.Contains(shown, "dates          ok      first the revocation list runs out in");
        StringAssert.Contains(shown, "listeners      ok      1 open");

        await broker.DisposeAsync();
        module.WaitForError("broker lost");
        plc.Signal("KILL");
        plc.WaitForExit();
        File.WriteAllBytes(Path.Combine(store, "tls.crl.a"), [1, 2, 3]);
        console.Answer("anna> ", "selftest");
        shown = console.Wait("error: 3 of ");
        StringAssert.Contains(shown, "store          FAILED  cannot be read any more: tls.crl");
        StringAssert.Contains(shown, $"plc            FAILED  {site.Plc}");
        StringAssert.Contains(shown, "broker         FAILED  is not connected");
        StringAssert.Contains(module.WaitForError("self-test  anna (technician"), "0 of 18 checks failed");
        StringAssert.Contains(module.WaitForError("3 of 18 checks failed"), "self-test  anna");
    }
}
