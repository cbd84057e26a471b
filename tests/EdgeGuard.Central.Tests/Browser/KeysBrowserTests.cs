using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeGuard.Central.Tests;

/// <summary>Keys of programs in a real browser: made, shown once, used, revoked.</summary>
[TestClass]
public sealed class KeysBrowserTests
{
    private WebConsole _console = null!;
    private Chromium? _chromium;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _console.Time.Now += TimeSpan.FromMinutes(1);
        _chromium = await Chromium.Start(_console.Server.WebPort);
    }

    [TestCleanup]
    public async Task End()
    {
        if (_chromium != null) await _chromium.DisposeAsync();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task A_key_is_made_shown_once_used_and_revoked_with_the_keyboard_alone()
    {
        IPage page = await _chromium!.Open();
        await SignIn(page);
        await Chromium.TabTo(page, "Keys");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("There is none.")).ToBeVisibleAsync();
        await Chromium.TabTo(page, "openapi.json");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("reports");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("plant-7");
        await Chromium.TabTo(page, "Make it");
        await page.Keyboard.PressAsync("Enter");
        string key = await page.Locator(".once .secret").InnerTextAsync();
        Assert.AreEqual(HttpStatusCode.OK, await Read(key));

        await page.GotoAsync("/keys");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "reports", Exact = true })).ToBeVisibleAsync();
        Assert.IsFalse((await page.ContentAsync()).Contains(key, StringComparison.Ordinal), "it is shown once");
        await Chromium.TabTo(page, "Revoke the key reports");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "revoked" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key reports" })).ToHaveCountAsync(0);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await Read(key));
        _chromium.AssertQuiet();
    }

    [TestMethod]
    [DataRow(390, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(1280, ColorScheme.Light)]
    public async Task Pages_of_keys_fit_their_window_and_are_fit_for_all(int width, ColorScheme colors)
    {
        string suffix = $"{width}-{colors}";
        // Only what looks for faults may run scripts on a page.
        IPage page = await _chromium!.Open(width, colors, bypassPolicy: true);
        await SignIn(page);
        await page.GotoAsync("/keys");
        await Chromium.AssertFit(page, "keys-none-" + suffix);
        await Make(page, "a-program-of-thirty-two-letters-", "plant-7");
        await Chromium.AssertFit(page, "keys-made-" + suffix);
        await page.GotoAsync("/keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key" }).ClickAsync();
        await Make(page, "reports", "*");
        await page.GotoAsync("/keys");
        await Chromium.AssertFit(page, "keys-" + suffix);
        await Make(page, "Reports", "nowhere at all");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Name, such as")).ToHaveValueAsync("Reports");
        await Assertions.Expect(page.GetByLabel("Site, or")).ToHaveValueAsync("nowhere at all");
        await Chromium.AssertFit(page, "keys-mistake-" + suffix);
        _chromium.AssertQuiet();
    }

    private static async Task Make(IPage page, string name, string site)
    {
        await page.GetByLabel("Name, such as").FillAsync(name);
        await page.GetByLabel("Site, or").FillAsync(site);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
    }

    private async Task<HttpStatusCode> Read(string key)
    {
        using var program = new WebBrowser(_console.Ca, _console.Server.WebPort);
        program.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage answer = await program.Get("/api/v1/modules");
        return answer.StatusCode;
    }

    private async Task SignIn(IPage page)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("Name").FillAsync("anna");
        await page.GetByLabel("Password").FillAsync(WebConsole.Password);
        await page.GetByLabel("Six digits").FillAsync(_console.Digits("anna"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();
    }
}
