using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class SetsUpANewModuleAtItsConsole
{
    private const string Secret = "tree words of a friend";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void From_the_claim_code_to_a_client_that_reads_over_TLS_in_sixty_lines_of_typing()
    {
        using var site = new Site();
        site.StartPlc();
        using var console = new TypedConsole();
        string store = Path.Combine(site.Folder, "store");
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path));
        string code = Label(module, store);

        console.Wait("every request is refused");
        console.Answer("edgeguard> ", "setup");
        console.Answer("claim code: ", code.ToLowerInvariant());
        console.Answer("your name: ", "anna");
        console.Answer("new password: ", Secret);
        console.Answer("and again: ", Secret);
        console.Answer("site: ", "story");
        console.Answer("module: ", "m1");
        console.Answer("[yes] ", "");
        string shown = console.Wait("code that the app shows");
        StringAssert.Contains(shown, "otpauth://totp/EdgeGuard:m1-anna?", "the app shows which module");
        byte[] factor = AuthenticatorApp.Bytes(AuthenticatorApp.SecretIn(shown));
        console.Answer(": ", AuthenticatorApp.Code(factor, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        console.Answer("clients connect to: [0.0.0.0:802] ", "127.0.0.1:0");
        console.Answer("network or serial? [network] ", "");
        console.Answer("PLC (host:port): ", site.Plc);
        console.Wait("Unit 1 answers in ");
        console.Answer("[UTC0] ", "Europe/Berlin");
        console.Answer("as installed): ", "127.0.0.1 localhost");
        string certificate = console.Signed(site);
        console.Paste("the module's certificate and its chain", certificate);
        console.Paste("the CA of the clients", File.ReadAllText(Path.Combine(site.CaFolder, "ca.crt")));
        console.Paste("the CA's revocation list", File.ReadAllText(Path.Combine(site.CaFolder, "ca.crl")));
        console.Paste("the policy", Site.Policy + "\n");
        console.Wait("Policy story version 1: no errors.");
        console.Answer("[180] ", "");
        console.Answer("'yes' keeps it", "yes");
        console.Wait("this is what a restart brings.");

        string endpoint = module.WaitForError("listening (TLS)").Split(' ')[^1];
        string[] client = site.Client("op1", "Operator");
        Executable read = Executable.RunCli(["read", "--module", endpoint, .. client, "--unit", "1", "holding", "40", "1"]);
        Assert.AreEqual(0, read.WaitForExit(), read.Everything());
        console.Answer("anna> ", "sessions");
        console.Answer("anna> ", "status");
        console.Wait("policy        story version 1");
        TestContext.WriteLine($"{console.Typed} lines typed\n{console.Seen}");
        Assert.IsTrue(console.Typed <= 60, $"{console.Typed} lines");
        foreach (string secret in new[] { Secret, code })
        {
            Assert.IsFalse(module.Errors.Contains(secret, StringComparison.OrdinalIgnoreCase), "in the log");
            Assert.IsFalse(
                File.ReadAllText($"/proc/{module.ProcessId}/cmdline").Contains(secret, StringComparison.OrdinalIgnoreCase),
                "in the process list");
        }
        Assert.IsFalse(console.Seen.Contains(Secret, StringComparison.Ordinal), "on the screen");
        Assert.IsFalse(console.Seen.Contains("PRIVATE KEY", StringComparison.Ordinal), "on the screen");
    }

    [TestMethod]
    public void A_trial_that_nobody_confirms_ends_by_itself_and_by_a_kill()
    {
        using var site = new Site();
        site.StartPlc();
        using var console = new TypedConsole();
        string store = Path.Combine(site.Folder, "store");
        Executable module = Configured(site, console, store);

        console.Answer("anna> ", "policy edit");
        console.Paste("ends it.", Site.Policy.Replace("story version 1", "story version 2", StringComparison.Ordinal) + "\n");
        console.Answer("anna [changed]> ", "commit confirm 5");
        console.Wait("In force for 5 seconds");
        console.Wait("anna [trial, ");
        console.Wait("The trial has ended without 'confirm'");
        StringAssert.Contains(module.WaitForError("not confirmed in time"), "generation 1 again");
        console.Answer("> ", "policy show running");
        console.Wait("policy story version 1");

        console.Answer("anna [changed]> ", "commit confirm 600");
        console.Wait("In force for 600 seconds");
        module.Signal("KILL");
        module.WaitForExit();
        Executable again = site.Track(Executable.Module("--store", store, "--console", console.Path));
        StringAssert.Contains(again.WaitForError("not confirmed before a restart"), "generation 1 again");
        console.Answer("edgeguard> ", "login anna");
        console.Answer("password: ", Secret);
        console.Answer("anna> ", "policy show running");
        console.Wait("policy story version 1");
    }

    [TestMethod]
    public void Sixty_four_kilobytes_pasted_at_full_speed_arrive_complete()
    {
        using var site = new Site();
        site.StartPlc();
        using var console = new TypedConsole();
        Configured(site, console, Path.Combine(site.Folder, "store"));
        string text = string.Concat(Enumerable.Range(0, 640).Select(i => $"# {i:D6} {new string((char)('a' + i % 26), 90)}\n"));
        console.Answer("anna> ", "policy edit");
        console.Paste("ends it.", text);
        console.Wait($"640 lines, {text.Length} characters.");
        console.Answer("> ", "terminal lines 0");
        console.Answer("> ", "policy show");
        string shown = console.Wait("# 000639");
        foreach (string line in text.Split('\n')[..^2]) StringAssert.Contains(shown, line[..60]);
    }

    // A module with a plain listener, anna logged in.
    private static Executable Configured(Site site, TypedConsole console, string store)
    {
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path));
        console.Claim(Label(module, store), Secret);
        console.Configure(site, "listen.tls off", "unsafe-plain.listen 127.0.0.1:0");
        return module;
    }

    private static string Label(Executable module, string store)
    {
        module.WaitForError("console on");
        return PreparedStore.ClaimCode(store);
    }
}
