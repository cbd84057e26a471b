using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Store;
using Microsoft.Playwright;

namespace EdgeGuard.Central.Tests;

/// <summary>What people do, in a real browser.</summary>
[TestClass]
public sealed class BrowserTests
{
    private const string Password = WebConsole.Password;

    private WebConsole _console = null!;
    private Chromium _chromium = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _chromium = await Chromium.Start(_console.Server.WebPort);
    }

    [TestCleanup]
    public async Task End()
    {
        if (_chromium != null) await _chromium.DisposeAsync();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task From_the_first_start_to_a_second_person_who_signs_in_with_a_recovery_code()
    {
        IPage anna = await _chromium.Open();
        await anna.GotoAsync("/");
        await Chromium.Picture(anna, "setup-code");
        await anna.GetByLabel("Code").FillAsync(_console.People.FirstCode!);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await anna.GetByLabel("Name").FillAsync("anna");
        await Chromium.Picture(anna, "setup");
        string[] codes = await Furnish(anna, "Make the account");
        Assert.HasCount(OwnAccount.RecoveryCodes, codes);
        await anna.GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        string oneTimeCode = await Invite(anna, "bert", "plant-7", "viewer");

        IPage bert = await _chromium.Open();
        await bert.GotoAsync("/");
        await bert.GetByRole(AriaRole.Link, new() { Name = "I was invited" }).ClickAsync();
        await bert.GetByLabel("Name").FillAsync("bert");
        await bert.GetByLabel("One-time code").FillAsync(oneTimeCode);
        await bert.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Chromium.Picture(bert, "join");
        codes = await Furnish(bert, "Take the account");
        await Assertions.Expect(bert.GetByRole(AriaRole.Link, new() { Name = "Audit" })).ToHaveCountAsync(0);
        await bert.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignIn(bert, "bert", codes[3]);
        await Assertions.Expect(bert.GetByText("No module has reported yet")).ToBeVisibleAsync();
        await bert.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignIn(bert, "bert", codes[3]);
        await Assertions.Expect(bert.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not signed in");
        await Chromium.Picture(bert, "login-failed");

        await anna.GotoAsync("/audit");
        await Assertions.Expect(anna.GetByText("verified", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(anna.GetByRole(AriaRole.Cell, new() { Name = "recovery code used" })).ToBeVisibleAsync();
        _chromium.AssertQuiet();
    }

    [TestMethod]
    public async Task Signing_in_looking_around_and_signing_out_takes_no_mouse()
    {
        _console.AddFirst("anna");
        _console.Time.Now += TimeSpan.FromMinutes(1);
        IPage page = await _chromium.Open();
        await page.GotoAsync("/login");
        // The first field has the focus.
        await page.Keyboard.TypeAsync("anna");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Password);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(_console.Digits("anna"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.AreEqual("To the content", await Focused(page));
        string[] links = ["EdgeGuard Central", "Now", "Alerts", "Modules", "Clients", "Refusals", "Events", "Changes", "People"];
        foreach (string name in links)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.AreEqual(name, await Focused(page));
            Assert.AreNotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"), name);
        }
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People", Exact = true })).ToBeVisibleAsync();
        for (int i = 0; i < 20 && await Focused(page) != "Sign out"; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        _chromium.AssertQuiet();
    }

    [TestMethod]
    [DataRow(390, ColorScheme.Dark)]
    [DataRow(1280, ColorScheme.Light)]
    public async Task Every_page_fits_its_window_asks_nobody_else_and_is_fit_for_all(int width, ColorScheme colors)
    {
        await Fill();
        // Only what looks for faults may run scripts on a page.
        IPage page = await _chromium.Open(width, colors, bypassPolicy: true);
        var faults = new List<string>();
        foreach (string path in new[] { "/login", "/join" }) faults.AddRange(await Faults(page, path, $"{width}-{colors}"));
        _console.Time.Now += TimeSpan.FromMinutes(1);
        await page.GotoAsync("/login");
        await SignIn(page, "anna", _console.Digits("anna"));
        foreach (string path in Paths()) faults.AddRange(await Faults(page, path, $"{width}-{colors}"));
        Assert.AreEqual("", string.Join('\n', faults));
        _chromium.AssertQuiet();
    }

    [TestMethod]
    public async Task A_refusal_appears_live_and_pause_holds_it()
    {
        await Fill();
        _console.Time.Now += TimeSpan.FromMinutes(1);
        IPage page = await _chromium.Open();
        await page.GotoAsync("/login");
        await SignIn(page, "anna", _console.Digits("anna"));
        await page.GotoAsync("/refusals");
        await Assertions.Expect(page.Locator(".live")).ToContainTextAsync("Live");
        await _console.Refuse(new TestModule("pump-9"), 21, "CN=late");
        await Assertions.Expect(page.GetByText("CN=late")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Chromium.Picture(page, "live");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await _console.Refuse(new TestModule("pump-9"), 22, "CN=held");
        await Assertions.Expect(page.Locator(".live")).ToContainTextAsync("Held", new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByText("CN=held")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("CN=held")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        _chromium.AssertQuiet();
    }

    private static IEnumerable<string> Paths() => EndpointTable.Rows
        .Where(row => row.Method == "GET" && row.Door is not (Door.Anyone or Door.Program) && row.Pattern != "/account/codes"
            && !IsFile(row) && !row.Pattern.StartsWith("/live/", StringComparison.Ordinal))
        .Select(row => row.Pattern
            .Replace("/explain", "/explain?role=Operator&request=06+unit+1+address+40+value+12000")
            .Replace("{site}", "plant-7").Replace("{module}", "pump-3").Replace("{name}", "bert").Replace("{*path}", "/nowhere")
            .Replace("{client}", ToldTraffic.Scada.Fingerprint));

    private static bool IsFile(EndpointRow row) => row.Pattern.Contains(".{form:");

    private static async Task<List<string>> Faults(IPage page, string path, string look)
    {
        await page.GotoAsync(path);
        await Chromium.Picture(page, $"{path.Split('?')[0].Trim('/').Replace('/', '-')}-{look}");
        List<string> faults = [];
        if (await Chromium.IsTooWide(page)) faults.Add($"{path}: wider than the window");
        var found = await page.RunAxe();
        faults.AddRange(found.Violations.Where(one => one.Impact is "serious" or "critical")
            .Select(one => $"{path}: {one.Id}: {one.Help}: {string.Join(", ", one.Nodes.Select(node => node.Html))}"));
        return faults;
    }

    private static Task<string> Focused(IPage page) =>
        page.EvaluateAsync<string>("(document.activeElement.innerText || '').trim()");

    private static async Task SignIn(IPage page, string name, string code)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByLabel("Six digits").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    // Sets password and authenticator, and writes the recovery codes down.
    private async Task<string[]> Furnish(IPage page, string button)
    {
        await page.GetByLabel("Password, at least").FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        byte[] secret = Secret(await page.Locator("p.secret").InnerTextAsync());
        string digits = Totp.Code(new SystemHmac(), secret, Totp.StepAt(_console.Time.Now.ToUnixTimeMilliseconds()));
        await page.GetByLabel("Six digits").FillAsync(digits);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Chromium.Picture(page, "codes");
        string[] codes = [.. await page.Locator(".codes li").AllInnerTextsAsync()];
        await page.GetByRole(AriaRole.Button, new() { Name = "I have written them down" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();
        return codes;
    }

    private static async Task<string> Invite(IPage page, string name, string site, string role)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Site, or").FillAsync(site);
        await page.GetByLabel("Role").SelectOptionAsync(role);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Chromium.Picture(page, "invited");
        return await page.Locator(".once .secret").InnerTextAsync();
    }

    private static byte[] Secret(string letters)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string bits = string.Concat(letters.Trim().Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2))];
    }

    private static async Task TellTraffic(Intake intake)
    {
        Peer copied = ToldTraffic.Client("scada-1", "Scada", "10.66.6.6", 'a');
        foreach (string module in new[] { "pump-3", "pump-4" })
        {
            await new ToldTraffic(module).Ask(ToldTraffic.Scada, "03 unit 1 address 0 quantity 40", 50)
                .Ask(ToldTraffic.Alice, "06 unit 1 address 40 value 700", 3)
                .Ask(ToldTraffic.Alice, "05 unit 1 address 7 value 1", 2, RequestFate.Refused)
                .Ask(ToldTraffic.Scada, "04 unit 3 address 100 quantity 12", 4, RequestFate.Answered, 2)
                .Ask(module == "pump-4" ? copied : ToldTraffic.Plain, "03 unit 1 address 0 quantity 40").Tell(intake);
        }
    }

    private async Task Fill()
    {
        _console.AddFirst("anna");
        _console.Add("bert", "plant-7", SiteRole.Viewer);
        _console.People.Administration.Invite(TestPeople.Here with { Who = "anna" }, "cleo", "*", SiteRole.Engineer, out _);
        var module = new TestModule();
        var peer = new Peer(PeerTransport.Tls, "CN=scada-7,O=Plant", "Operator", "10.0.0.7", new string('a', 64), long.MaxValue);
        foreach (long number in new long[] { 1, 2, 5 })
        {
            byte[] batch = module.Next([TestModule.Refused(number)], peer);
            long now = _console.Time.Now.ToUnixTimeMilliseconds();
            Assert.AreEqual(Receipt.Stored, await _console.Server.Archive.Store(module.Arrival(batch, TestModule.Keys(), now)));
        }
        var intake = new Intake(_console.Server.Archive, () => TestModule.Keys(), _console.Time, null, null, _console.Server.Traffic);
        await TellTraffic(intake);
        var told = new PolicyStory(_console, module);
        await told.Run();
        foreach (int requests in new[] { 7, 9, 30 })
        {
            byte[] metrics = Encoding.UTF8.GetBytes(
                $$"""{"boot":1,"uptimeMs":1000,"utc":0,"counters":{"requests":{{requests}},"refused":2} }""");
            Assert.AreEqual(Receipt.Stored, await intake.Take("edgeguard/v1/plant-7/pump-3/metrics", metrics));
        }
    }
}
