using System;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeGuard.Central.Tests;

/// <summary>Signing in by the plant's provider, in a real browser, to which it is another site.</summary>
[TestClass]
public sealed class ProviderBrowserTests
{
    private const string Button = "Sign in with the plant's account";
    private const string AtProvider = "Sign in as Zoë";

    private FakeTime _time = null!;
    private TestProvider _provider = null!;
    private WebConsole _console = null!;
    private Chromium? _chromium;

    [TestInitialize]
    public async Task Start()
    {
        _time = new FakeTime(DateTimeOffset.UtcNow);
        _provider = await TestProvider.Start(_time, "127.0.0.1");
        _provider.Groups = ["admins"];
        _console = await WebConsole.Start(options => _provider.Configure(options));
        _console.AddFirst("anna");
        _chromium = await Chromium.Start(_console.Server.WebPort, _provider.Issuer);
    }

    [TestCleanup]
    public async Task End()
    {
        if (_chromium != null) await _chromium.DisposeAsync();
        await _console.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    public async Task Somebody_comes_in_by_the_provider_shows_it_again_there_and_goes_with_the_keyboard_alone()
    {
        IPage page = await _chromium!.Open();
        await page.GotoAsync("/modules");
        await Press(page, Button);
        await Press(page, AtProvider);
        // Back from another site, and no cookie of this one came along: the page that was wanted is there all the same.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Modules" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "oidc.zobadminb" })).ToBeVisibleAsync();

        // Ten minutes later the provider has to ask again before somebody else's account is touched.
        _console.Add("bert", "plant-7", SiteRole.Viewer);
        _console.Time.Now += People.ProofLasts + TimeSpan.FromSeconds(1);
        _time.Now = _console.Time.Now;
        await page.GotoAsync("/people/bert");
        await Press(page, "Disable it");
        await Press(page, "Disable bert");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is it still you?" })).ToBeVisibleAsync();
        await Press(page, "Go on with the provider");
        await Press(page, AtProvider);
        Assert.AreEqual(("login", "0"), (_provider.Asked["prompt"], _provider.Asked["max_age"]));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People", Exact = true })).ToBeVisibleAsync();
        await Press(page, "bert");
        await Press(page, "Disable it");
        await Press(page, "Disable bert");
        await Assertions.Expect(page.GetByText("disabled", new() { Exact = true })).ToBeVisibleAsync();

        await Press(page, "Sign out");
        await Press(page, "Sign out there too");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Signed out everywhere" })).ToBeVisibleAsync();
        await page.GotoAsync("/modules");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Button })).ToBeVisibleAsync();
        _chromium.AssertQuiet();
    }

    [TestMethod]
    [DataRow(390, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(1280, ColorScheme.Light)]
    public async Task Pages_on_the_way_fit_their_window_and_are_fit_for_all(int width, ColorScheme colors)
    {
        string suffix = $"{width}-{colors}";
        // Only what looks for faults may run scripts on a page.
        IPage page = await _chromium!.Open(width, colors, bypassPolicy: true);
        await page.GotoAsync("/login");
        await Chromium.AssertFit(page, "provider-login-" + suffix);
        _provider.Groups = ["others"];
        await SignIn(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not signed in" })).ToBeVisibleAsync();
        await Chromium.AssertFit(page, "provider-refused-" + suffix);
        _provider.Groups = ["admins"];
        await page.GetByRole(AriaRole.Link, new() { Name = "To the login" }).ClickAsync();
        await SignIn(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();
        foreach (string path in new[] { "account", "people", "people/oidc.zobadminb", "prove" })
        {
            await page.GotoAsync("/" + path);
            await Chromium.AssertFit(page, $"provider-{path.Replace('/', '-')}-{suffix}");
        }
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign out there too" })).ToBeVisibleAsync();
        await Chromium.AssertFit(page, "provider-left-" + suffix);
        _chromium.AssertQuiet();
    }

    private static async Task SignIn(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = AtProvider }).ClickAsync();
    }

    private static async Task Press(IPage page, string words)
    {
        await Assertions.Expect(page.GetByText(words, new() { Exact = true }).First).ToBeVisibleAsync();
        await Chromium.TabTo(page, words);
        await page.Keyboard.PressAsync("Enter");
    }
}
