using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>Two consoles at once, cables pulled, and what nobody types on purpose, at the real executable.</summary>
[TestClass]
public class LosesNothingWhateverHappensAtItsConsoles
{
    private const string Password = "tree words of a friend";

    [TestMethod]
    public void Two_people_at_a_serial_port_and_at_TCP_see_what_the_other_does_and_a_pulled_cable_undoes_no_commit()
    {
        using var site = new Site();
        using var console = new TypedConsole();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path, "--console", "127.0.0.1:0"));
        string tcp = Site.EndpointIn(module.WaitForError("console on 127.0.0.1:"));
        Configure(site, console, store);

        using (var ben = new TcpConsole(tcp))
        {
            ben.Type($"login ben\r{Password}\r");
            ben.Wait("Logged in as well: anna (technician");
            console.Wait("Logged in as well: ben (technician");
            ben.Type("set site south\r");
            console.Wait("The candidate was changed at another console");
            ben.Wait("[changed]> ");
            ben.Type("commit\r");
            ben.Pull();
        }
        module.WaitForError("the console's line ended");
        console.Wait("Configuration number 2, by ben, is in force now.");
        console.Answer("anna> ", "show site");
        console.Wait("in force   south");

        using (var ben = new TcpConsole(tcp))
        {
            ben.Type($"login ben\r{Password}\r");
            ben.Wait("ben> ");
            ben.Type("policy edit\redgeguard-policy 1\rpolicy half ver");
            ben.Wait("policy half ver");
            ben.Pull();
        }
        console.Answer("anna> ", "diff");
        console.Wait("The candidate is what is in force.");

        using (var ben = new TcpConsole(tcp))
        {
            ben.Type($"login ben\r{Password}\r");
            ben.Wait("ben> ");
            ben.Type("set site west\r");
            ben.Wait("[changed]> ");
            ben.Type("commit confirm 2\r");
            ben.Wait("In force for 2 seconds");
            ben.Pull();
        }
        StringAssert.Contains(module.WaitForError("not confirmed in time"), "generation 2 again");
        console.Answer("> ", "show site");
        console.Wait("in force   south");
        console.Wait("candidate  west");
    }

    [TestMethod]
    public void Whoever_comes_while_all_terminals_of_a_port_are_taken_is_told_and_gets_one_when_somebody_has_left()
    {
        using var site = new Site();
        Executable module = site.Track(Executable.Module("--store", Path.Combine(site.Folder, "store"), "--console", "127.0.0.1:0"));
        string tcp = Site.EndpointIn(module.WaitForError("console on 127.0.0.1:"));
        TcpConsole[] people = [.. Enumerable.Range(0, 4).Select(_ => new TcpConsole(tcp))];
        try
        {
            new TcpConsole(tcp, "Come again when one has left.").Dispose();
            people[2].Pull();
            bool isServed = false;
            for (int i = 0; i < 20 && !isServed; i++)
            {
                // Both begin with a line about the console; the terminal may still be busy with whoever has left.
                using var later = new TcpConsole(tcp, "console");
                isServed = !later.Seen.Contains("Come again", StringComparison.Ordinal);
            }
            Assert.IsTrue(isServed);
        }
        finally
        {
            foreach (TcpConsole person in people) person.Dispose();
        }
    }

    [TestMethod]
    public void Control_characters_and_a_line_of_ten_kilobytes_are_answered_in_words_and_change_nothing()
    {
        using var site = new Site();
        using var console = new TypedConsole();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path, "--console", "127.0.0.1:0"));
        string tcp = Site.EndpointIn(module.WaitForError("console on 127.0.0.1:"));
        Configure(site, console, store);

        using var ben = new TcpConsole(tcp);
        ben.Type($"login ben\r{Password}\r");
        ben.Wait("ben> ");
        ben.Type("set site " + new string('x', 10_240) + "\r");
        ben.Wait("error: the line has 10249 characters, and at most 2048 fit");
        // All but those that mean something: cancel, end of input, enter, completion.
        byte[] noise = [.. Enumerable.Range(0, 256).Where(b => b is not (3 or 4 or 9 or 10 or 13 or '?')).Select(b => (byte)b)];
        ben.Send([.. "x\u001b[999;999z\u001b]0;title\u0007\u001bP"u8, .. noise, 0x15, 13]);
        ben.Type("version\r");
        ben.Wait("EdgeGuard 0.");
        ben.Type("diff\r");
        ben.Wait("The candidate is what is in force.");
        string shown = ben.Seen;
        Assert.IsFalse(
            shown.Any(c => c is '\u001b' or '\0' or (>= '\u0080' and < '\u00a0')), "nothing of it comes back as a control character");
        Assert.IsFalse(module.Errors.Contains("internal fault", StringComparison.Ordinal), module.Errors);
    }

    private static void Configure(Site site, TypedConsole console, string store)
    {
        console.Claim(PreparedStore.ClaimCode(store), Password);
        console.Answer("anna> ", "account add ben technician");
        console.Answer("new password: ", Password);
        console.Answer("and again: ", Password);
        console.Configure(site, "listen.tls off", "unsafe-plain.listen 127.0.0.1:0");
    }

    private sealed class TcpConsole : IDisposable
    {
        private readonly TcpClient _client;
        private readonly StringBuilder _seen = new();
        private int _read;

        internal TcpConsole(string endpoint, string shown = "edgeguard> ")
        {
            string[] at = endpoint.Split(':');
            _client = new TcpClient(at[0], int.Parse(at[1])) { ReceiveTimeout = 200 };
            Wait(shown);
        }

        internal string Seen => _seen.ToString();

        internal void Type(string keys) => Send(Encoding.UTF8.GetBytes(keys));

        internal void Send(byte[] bytes) => _client.GetStream().Write(bytes);

        internal void Wait(string text)
        {
            var watch = Stopwatch.StartNew();
            var buffer = new byte[65_536];
            while (true)
            {
                int at = _seen.ToString().IndexOf(text, _read, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _read = at + text.Length;
                    return;
                }
                if (watch.Elapsed > TimeSpan.FromSeconds(30)) throw new AssertFailedException($"never showed '{text}':\n{_seen}");
                try
                {
                    _seen.Append(Encoding.UTF8.GetString(buffer, 0, _client.GetStream().Read(buffer)));
                }
                catch (IOException)
                {
                    // Nothing came within the time-out.
                }
            }
        }

        // As a cable does: no goodbye.
        internal void Pull()
        {
            _client.Client.LingerState = new LingerOption(true, 0);
            _client.Client.Close();
        }

        public void Dispose() => _client.Dispose();
    }
}
