using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Programs;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.EndToEnd;

/// <summary><c>edgeguard console</c> in a terminal of its own, as a technician uses it, with a log of the session.</summary>
[TestClass]
public class BringsTheConsoleToALaptop
{
    private const string Leave = "\u001d";
    private const string BrokerPassword = "Tulip-9-broker";
    private const string Passphrase = "a passphrase for the backup";
    private const string WrongPassword = "not my password at all";

    [TestMethod]
    public void A_whole_session_over_loopback_is_carried_and_logged_without_the_secrets_that_were_typed()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = Start(site, "127.0.0.1:0");
        string endpoint = Site.EndpointIn(module.WaitForError("console on"));
        WholeSession(site, module, endpoint);
    }

    [TestMethod]
    public void A_whole_session_over_a_serial_line_is_carried_and_logged_without_the_secrets_that_were_typed()
    {
        using var site = new Site();
        site.StartPlc();
        using var cable = new SerialCable();
        Executable module = Start(site, cable.First);
        module.WaitForError("console on");
        WholeSession(site, module, cable.Second);
    }

    [TestMethod]
    public void A_line_that_cannot_be_had_or_ends_is_said_with_a_hint()
    {
        using var site = new Site();
        site.StartPlc();
        using var laptop = new TypedConsole();
        Executable nowhere = site.Track(Executable.CliAt(laptop.Path, "console", "127.0.0.1:1"));
        Assert.AreEqual(1, nowhere.WaitForExit());
        StringAssert.Contains(nowhere.Errors, "hint: the module's console listens on its own loopback");
        Executable misused = site.Track(Executable.CliAt(laptop.Path, "console", "ttyUSB0"));
        Assert.AreEqual(2, misused.WaitForExit());

        Executable module = Start(site, "127.0.0.1:0");
        Executable call = site.Track(Executable.CliAt(laptop.Path, "console", Site.EndpointIn(module.WaitForError("console on"))));
        laptop.Wait("edgeguard> ");
        module.Signal("TERM");
        Assert.AreEqual(1, call.WaitForExit());
        StringAssert.Contains(call.Errors, "error: the line has ended");
    }

    private static Executable Start(Site site, string console)
    {
        string store = Path.Combine(site.Folder, "store");
        PreparedStore.Create(site, store);
        return site.StartStoredModule(store, "--console", console);
    }

    private static void WholeSession(Site site, Executable module, string port)
    {
        string log = Path.Combine(site.Folder, "visit.log");
        using var laptop = new TypedConsole();
        Executable call = site.Track(Executable.CliAt(laptop.Path, "console", port, "--log", log));
        call.WaitForError("Ctrl-] ends");
        // A serial line says nothing by itself when somebody plugs in.
        laptop.Send("\r");
        laptop.Answer("edgeguard> ", "login anna");
        laptop.Answer("password: ", WrongPassword);
        laptop.Wait("name or password is wrong");
        laptop.Answer("password (Enter: another name): ", PreparedStore.Password);
        laptop.Answer("anna> ", "ping plc");
        laptop.Wait("Unit 1 answers in ");
        laptop.Answer("anna> ", "install broker-password");
        laptop.Answer("password at the broker: ", BrokerPassword);
        laptop.Answer("anna> ", "terminal lines 0");
        laptop.Answer("anna> ", "backup");
        laptop.Wait("they are left out):");
        laptop.Answer("> ", Passphrase);
        laptop.Answer("and again: ", Passphrase);
        laptop.Answer("anna> ", "account code");
        string factor = AuthenticatorApp.SecretIn(laptop.Wait("code that the app shows"));
        laptop.Answer(": ", "");
        laptop.Answer("anna> ", "csr new 10.9.8.7 pump3.plant.example");
        laptop.Wait("-----END CERTIFICATE REQUEST-----");
        laptop.Answer("anna> ", "seal-key");
        laptop.Answer("passphrase for the key: ", Passphrase);
        laptop.Answer("and again: ", Passphrase);
        laptop.Answer("anna> ", "account add vera viewer");
        laptop.Answer("new password: ", "looking at things");
        laptop.Answer("and again: ", "looking at things");
        laptop.Answer("anna> ", "status");
        laptop.Wait("policy        story version 1");
        laptop.Wait("anna> ");
        laptop.Send(Leave);
        Assert.AreEqual(0, call.WaitForExit(), call.Everything());

        string[] lines = File.ReadAllLines(log);
        foreach (
            string shown in new[]
            {
                "login anna", "name or password is wrong", "Unit 1 answers in ", "status", "policy        story version 1",
            })
        {
            Assert.IsTrue(lines.Any(line => line.Contains(shown, StringComparison.Ordinal)), $"'{shown}' is not in the log");
        }
        Assert.IsTrue(lines.All(line => Regex.IsMatch(line, @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  ")), "a line without its time");
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log));
        MakesASealKey(site, log);
        Executable signed = Executable.RunCli(["ca", "sign", site.CaFolder, log]);
        Assert.AreEqual(0, signed.WaitForExit(), signed.Everything());
        StringAssert.Contains(signed.Output, "for pump3.plant.example, 10.9.8.7");
        string logged = File.ReadAllText(log);
        HasNoSecret(logged, "the session's log");
        Assert.IsFalse(logged.Contains(factor[..8], StringComparison.Ordinal), "the second factor's secret is in the log");
        Assert.IsFalse(logged.Contains('█'), "the second factor's picture is in the log");
        StringAssert.Contains(logged, "second factor: not written down");
        HasNoSecret(laptop.Seen, "the screen");
        HasNoSecret(module.Errors, "the module's log");
        HasNoSecret(File.ReadAllText($"/proc/{module.ProcessId}/cmdline"), "the list of processes");
    }

    // Out of the log, with the time before each line.
    private static void MakesASealKey(Site site, string log)
    {
        string file = Path.Combine(site.Folder, "m1.sealkey");
        Executable made = site.Track(Executable.Cli("seal-key", log, file));
        made.Type(Passphrase);
        Assert.AreEqual(0, made.WaitForExit(), made.Everything());
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    // Whatever case, and however the keys came back: with blanks, backspaces or line ends between them.
    private static void HasNoSecret(string text, string place)
    {
        string letters = new([.. text.Where(char.IsLetterOrDigit)]);
        foreach (string secret in new[] { PreparedStore.Password, WrongPassword, BrokerPassword, Passphrase, "looking at things" })
        {
            string typed = new([.. secret.Where(char.IsLetterOrDigit)]);
            Assert.IsFalse(letters.Contains(typed, StringComparison.OrdinalIgnoreCase), $"'{secret}' is in {place}");
        }
    }
}
