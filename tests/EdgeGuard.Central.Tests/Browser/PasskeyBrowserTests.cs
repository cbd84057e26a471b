using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeGuard.Central.Tests;

/// <summary>Passkeys in a real browser, with a device that it simulates.</summary>
[TestClass]
public sealed class PasskeyBrowserTests
{
    private WebConsole _console = null!;
    private Chromium _chromium = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _chromium = await Chromium.Start(_console.Server.WebPort);
        _console.AddFirst("anna");
        _console.Time.Now += TimeSpan.FromMinutes(1);
    }

    [TestCleanup]
    public async Task End()
    {
        if (_chromium != null) await _chromium.DisposeAsync();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task From_the_first_passkey_to_the_last()
    {
        IPage page = await _chromium.Open();
        Device device = await Device.Of(page);
        await SignIn(page);
        await Add(page, "key at my ring");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "key at my ring", Exact = true })).ToBeVisibleAsync();
        await Chromium.Picture(page, "passkeys");
        await Add(page, "the same again");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has a passkey of yours");

        // With the keyboard alone: from the last field to the button.
        await SignOut(page);
        await page.GetByLabel("Six digits").FocusAsync();
        for (int i = 0; i < 2; i++) await page.Keyboard.PressAsync("Tab");
        Assert.AreEqual("Use a passkey", await page.EvaluateAsync<string>("document.activeElement.innerText"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();

        // Ten minutes later it is asked for again, also by the script.
        _console.Time.Now += People.ProofLasts + TimeSpan.FromSeconds(1);
        await Add(page, "too late");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is it still you?" })).ToBeVisibleAsync();
        await Chromium.Picture(page, "prove-passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "anna" })).ToBeVisibleAsync();

        // Who does not verify its owner is refused by the browser already.
        await device.Verify(false);
        await SignOut(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was done");
        await Chromium.Picture(page, "login-passkey-cancelled");
        await device.Verify(true);

        // A copy of before.
        await device.SetCounter(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not done");
        StringAssert.Contains(Last().Detail, "counter");
        await device.SetCounter(100);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey key at my ring" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "key at my ring", Exact = true })).ToHaveCountAsync(0);
        await SignOut(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not done");
        _console.Time.Now += TimeSpan.FromMinutes(1);
        await SignIn(page);
        _chromium.AssertQuiet();
    }

    [TestMethod]
    public async Task What_the_browser_made_comes_too_late_or_twice_and_is_refused()
    {
        IPage page = await _chromium.Open();
        await Device.Of(page);
        await SignIn(page);
        await Add(page, "ring");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "ring", Exact = true })).ToBeVisibleAsync();
        await SignOut(page);
        string sent = "";
        await page.RouteAsync("**/login/passkey", route =>
        {
            sent = route.Request.PostData!;
            _console.Time.Now += PasskeyChallenges.Lasts + TimeSpan.FromSeconds(1);
            return route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("came too late");
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/login/passkey", route =>
        {
            sent = route.Request.PostData!;
            return route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Now" })).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        int status = await page.EvaluateAsync<int>(
            """
            sent => fetch("/login/passkey", { method: "POST", body: new URLSearchParams({
                credential: new URLSearchParams(sent).get("credential"),
                __RequestVerificationToken: document.querySelector("[name=__RequestVerificationToken]").value }) }).then(one => one.status)
            """,
            sent);
        Assert.AreEqual(403, status);
        StringAssert.Contains(Last().Detail, "was shown before");
        _chromium.AssertQuiet();
    }

    [TestMethod]
    [DataRow(390, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(1280, ColorScheme.Light)]
    public async Task Pages_with_passkeys_fit_their_window_and_are_fit_for_all(int width, ColorScheme colors)
    {
        // Only what looks for faults may run scripts on a page.
        IPage page = await _chromium.Open(width, colors, bypassPolicy: true);
        await Device.Of(page);
        await page.GotoAsync("/login");
        await Chromium.AssertFit(page, $"passkey-login-{width}-{colors}");
        await SignIn(page);
        await Add(page, "a key with a name that is as long as may");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey" })).ToBeVisibleAsync();
        await Chromium.AssertFit(page, $"passkey-account-{width}-{colors}");
        await page.GotoAsync("/prove");
        await Chromium.AssertFit(page, $"passkey-prove-{width}-{colors}");
        _chromium.AssertQuiet();
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

    private static async Task SignOut(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }

    private static async Task Add(IPage page, string name)
    {
        await page.GotoAsync("/account");
        await page.GetByLabel("What you call it").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }

    private AuditEntry Last() => _console.People.Trail.Entries(AuditQuery.Parse("", out _), long.MaxValue, 1)[0];

    /// <summary>The device that chromium simulates for a window.</summary>
    private sealed class Device(ICDPSession session, string id)
    {
        internal static async Task<Device> Of(IPage page)
        {
            ICDPSession session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var options = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            };
            JsonElement made = (await session.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options }))!.Value;
            return new Device(session, made.GetProperty("authenticatorId").GetString()!);
        }

        internal Task<JsonElement?> Verify(bool does) =>
            session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = does });

        internal async Task SetCounter(int counter)
        {
            var here = new Dictionary<string, object> { ["authenticatorId"] = id };
            JsonElement found = (await session.SendAsync("WebAuthn.getCredentials", here))!.Value;
            var credential = JsonSerializer.Deserialize<Dictionary<string, object>>(found.GetProperty("credentials")[0])!;
            credential["signCount"] = counter;
            await session.SendAsync("WebAuthn.clearCredentials", here);
            await session.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = id, ["credential"] = credential });
        }
    }
}
