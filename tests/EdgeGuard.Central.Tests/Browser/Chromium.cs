using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EdgeGuard.Testing;
using Microsoft.Playwright;

namespace EdgeGuard.Central.Tests;

/// <summary>Debian's chromium, in front of a console. Whatever a page asks of another host, and whatever the browser complains of, is
/// kept.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _address;

    private Chromium(IPlaywright playwright, IBrowser browser, int port)
    {
        _playwright = playwright;
        _browser = browser;
        _address = $"https://localhost:{port}";
    }

    /// <summary>What was asked of other hosts, and what the browser complained of.</summary>
    internal List<string> Complaints { get; } = [];

    /// <summary>Another address that pages may lead to; empty for none.</summary>
    internal string Provider { get; init; } = "";

    /// <summary>Starts it. Where it is missing, the test ends and names the package.</summary>
    internal static async Task<Chromium> Start(int port, string provider = "")
    {
        string path = PeerProgram.Find("chromium", "chromium");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        IPlaywright playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments };
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(options), port) { Provider = provider };
    }

    /// <summary>A window of somebody else: without cookies.</summary>
    internal async Task<IPage> Open(int width = 1280, ColorScheme colors = ColorScheme.Light, bool bypassPolicy = false)
    {
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _address,
            // The console's CA is trusted by nobody here.
            IgnoreHTTPSErrors = true,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = colors,
            BypassCSP = bypassPolicy,
        });
        IPage page = await context.NewPageAsync();
        page.Request += (_, request) => Note(!IsMeant(request.Url), "asked for " + request.Url);
        // A page that refuses is told of too, and is meant.
        page.Console += (_, message) =>
            Note(message.Type is "error" or "warning" && !Regex.IsMatch(message.Text, "status of 40[0-9]"), message.Text);
        page.PageError += (_, error) => Note(true, error);
        return page;
    }

    /// <summary>Whether a page is wider than its window.</summary>
    internal static async Task<bool> IsTooWide(IPage page) =>
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    /// <summary>Insists that a page fits its window, and that nothing keeps somebody from using it.</summary>
    internal static async Task AssertFit(IPage page, string name)
    {
        await Picture(page, name);
        Assert.IsFalse(await IsTooWide(page), name);
        AxeResult found = await page.RunAxe();
        string[] faults = [.. found.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{one.Id}: {one.Help}")];
        Assert.AreEqual("", string.Join('\n', faults), name);
    }

    /// <summary>Goes on with the keyboard alone until something of these words has the focus.</summary>
    internal static async Task TabTo(IPage page, string words)
    {
        const string Focused = "(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()";
        for (int i = 0; i < 40; i++)
        {
            if (await page.EvaluateAsync<string>(Focused) == words) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"the keyboard does not get to '{words}'");
    }

    /// <summary>Keeps a picture where somebody wants to look at it.</summary>
    internal static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("EDGEGUARD_PICTURES") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    internal void AssertQuiet() => Assert.AreEqual("", string.Join('\n', Complaints.Distinct()));

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private bool IsMeant(string url) => url.StartsWith(_address + "/", StringComparison.Ordinal)
        || (Provider.Length > 0 && url.StartsWith(Provider + "/", StringComparison.Ordinal));

    private void Note(bool isComplaint, string text)
    {
        lock (Complaints)
        {
            if (isComplaint) Complaints.Add(text);
        }
    }
}
