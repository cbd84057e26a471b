using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.EndToEnd;

/// <summary>A whole commissioning with everything that is secret in it,
/// and then a search through all that came out of the process.</summary>
[TestClass]
public class KeepsItsSecretsToItself
{
    private const string Password = "tree words of a friend";
    private const string Passphrase = "a backup that nobody opens";
    private const string BrokerPassword = "between-module-and-broker";
    private const string AsName = "typed one line too early";
    private const string Guess = "not the right password";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Nothing_that_is_secret_is_in_the_log_the_events_a_report_a_backup_or_the_process_list()
    {
        var published = new ConcurrentQueue<byte[]>();
        await using LocalBroker broker = await LocalBroker.Start(0);
        broker.Accepts = message =>
        {
            published.Enqueue([.. Encoding.UTF8.GetBytes(message.Topic), .. System.Buffers.BuffersExtensions.ToArray(message.Payload)]);
            return true;
        };
        using var site = new Site();
        using var console = new TypedConsole();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        Executable module = site.Track(Executable.Module("--store", store, "--console", console.Path));
        module.WaitForError("console on");
        string code = PreparedStore.ClaimCode(store);

        string totp = Commission(console, site, code, broker.Port);
        byte[] factor = AuthenticatorApp.Bytes(totp);
        Eventually.Is(() => published.Count > 3, "reports arrive");
        console.Answer("anna> ", "backup");
        string clear = Backup(console, "");
        console.Answer("anna> ", "backup");
        string wrapped = Backup(console, Passphrase);
        MistypeEverything(console);
        module.WaitForError("login failed");
        int before = published.Count;
        Eventually.Is(() => published.Count > before, "the last events arrive");

        string key = KeyIn(store);
        Dictionary<string, byte[]> places = new()
        {
            ["the log"] = Encoding.UTF8.GetBytes(module.Errors + module.Output),
            ["the reports and events"] = [.. published.SelectMany(payload => payload)],
            ["a backup without a passphrase"] = Encoding.UTF8.GetBytes(clear),
            ["a backup with one"] = Encoding.UTF8.GetBytes(wrapped),
            ["the process list"] = File.ReadAllBytes($"/proc/{module.ProcessId}/cmdline"),
            ["the environment"] = File.ReadAllBytes($"/proc/{module.ProcessId}/environ"),
        };
        (string, byte[][])[] secrets =
        [
            ("the password", Forms(Encoding.UTF8.GetBytes(Password))),
            ("the passphrase", Forms(Encoding.UTF8.GetBytes(Passphrase))),
            ("a mistyped password", Forms(Encoding.UTF8.GetBytes(Guess))),
            ("a password in the place of a name", Forms(Encoding.UTF8.GetBytes(AsName))),
            ("the broker's password", Forms(Encoding.UTF8.GetBytes(BrokerPassword))),
            (
                "the claim code",
                [
                    .. Forms(Encoding.UTF8.GetBytes(code)),
                    .. Forms(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal)))]),
            ("the second factor's secret", [.. Forms(factor), .. Forms(Encoding.UTF8.GetBytes(totp))]),
            ("the private key", [.. KeyForms(key)]),
        ];
        foreach ((string place, byte[] bytes) in places)
        {
            Assert.IsGreaterThan(10, bytes.Length, place);
            foreach ((string secret, byte[][] forms) in secrets)
            {
                foreach (byte[] form in forms) Assert.IsLessThan(0, Find(bytes, form), $"{secret} is in {place}");
            }
        }
        foreach (string hidden in new[] { Password, Passphrase, BrokerPassword, Guess, "PRIVATE KEY" })
        {
            Assert.IsFalse(console.Seen.Contains(hidden, StringComparison.Ordinal), hidden + " is on the screen");
        }
        // The search itself: what it must find, it finds.
        Assert.IsGreaterThanOrEqualTo(0, Find(Encoding.UTF8.GetBytes("x" + Convert.ToHexStringLower(factor)), Forms(factor)[1]));
        TestContext.WriteLine(string.Join('\n', places.Select(place => $"{place.Key}: {place.Value.Length} bytes searched")));
    }

    // As the record of the certificate in use holds it.
    private static string KeyIn(string store)
    {
        string record = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(store, RecordName.TlsIdentity + ".a")));
        const string End = "-----END PRIVATE KEY-----";
        int begin = record.IndexOf("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal);
        return record[begin..(record.IndexOf(End, begin, StringComparison.Ordinal) + End.Length)] + "\n";
    }

    // Also a broker's password and a user, a second factor, and a key that is made here.
    private static string Commission(TypedConsole console, Site site, string code, int broker)
    {
        console.Claim(code, Password);
        console.Answer("anna> ", "account code");
        string secret = AuthenticatorApp.SecretIn(console.Wait("code that the app shows"));
        console.Answer(": ", AuthenticatorApp.Code(AuthenticatorApp.Bytes(secret), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        console.Answer("anna> ", "csr new 127.0.0.1");
        string certificate = console.Signed(site);
        console.Answer("anna> ", "install certificate");
        console.Paste("ends it.", certificate);
        console.Answer("anna> ", "install ca");
        console.Paste("ends it.", File.ReadAllText(Path.Combine(site.CaFolder, "ca.crt")));
        console.Answer("anna> ", "install crl");
        console.Paste("ends it.", File.ReadAllText(Path.Combine(site.CaFolder, "ca.crl")));
        console.Answer("anna> ", "install broker-password");
        console.Answer("password at the broker: ", BrokerPassword);
        console.Configure(site, "listen.tls 127.0.0.1:0", $"mqtt.broker 127.0.0.1:{broker}", "mqtt.tls off", "mqtt.user m1");
        return secret;
    }

    // What stands on the screen until the next prompt.
    private static string Backup(TypedConsole console, string passphrase)
    {
        console.Answer("left out):\r\n> ", passphrase);
        if (passphrase.Length > 0) console.Answer("and again: ", passphrase);
        return console.Answer("anna> ", "version");
    }

    // Where people really put secrets by mistake: in the place of a name, of a command, of a value.
    private static void MistypeEverything(TypedConsole console)
    {
        console.Answer("anna> ", "logout");
        console.Answer("edgeguard> ", "login");
        console.Answer("name: ", AsName);
        console.Answer("password: ", Guess);
        console.Answer("another name): ", "");
        console.Answer("edgeguard> ", "login anna");
        console.Answer("password: ", Guess);
        console.Answer("another name): ", "");
        console.Wait("edgeguard> ");
    }

    // As it is, as hex and as base64 wherever its first byte may stand among three.
    private static byte[][] Forms(byte[] secret)
    {
        var forms = new List<byte[]>
        {
            secret, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret)), Encoding.UTF8.GetBytes(Convert.ToHexString(secret)),
        };
        for (int shift = 0; shift < 3; shift++)
        {
            string base64 = Convert.ToBase64String([.. new byte[shift], .. secret]);
            // The ends depend on what stands around it.
            forms.Add(Encoding.UTF8.GetBytes(base64[(shift == 0 ? 0 : 4)..^4]));
        }
        return [.. forms];
    }

    // Lines of the PEM, and the bytes behind them: of a P-256 key, the 32 that nobody else has.
    private static IEnumerable<byte[]> KeyForms(string pem)
    {
        string[] lines = [.. pem.Split('\n').Where(line => line.Length > 20 && !line.StartsWith('-'))];
        foreach (string line in lines) yield return Encoding.UTF8.GetBytes(line.Trim());
        byte[] der = Convert.FromBase64String(string.Concat(lines));
        foreach (byte[] form in Forms(der[36..68])) yield return form;
    }

    private static int Find(byte[] bytes, byte[] secret) => bytes.AsSpan().IndexOf(secret);
}
