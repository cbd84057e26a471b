using System;
using System.IO;
using EdgeGuard.Central;
using EdgeGuard.Core;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary>How the demo looks: plain lines with a little colour, readable in a log too.</summary>
internal sealed class DemoScreen
{
    private readonly IAnsiConsole _console;
    private readonly object _gate = new();
    private int _step;

    internal DemoScreen(TextWriter output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        // Lines are shown whole, whatever the width of what shows them: commands must survive being copied.
        _console.Profile.Width = 500;
    }

    internal void Site(DemoSite site)
    {
        Line("[bold]EdgeGuard demo[/]: a module guards a simulated pump station. All of it runs in this process, on 127.0.0.1.");
        Line("");
        Line($"  clients ──TLS──▶ [bold]EdgeGuard[/] {site.Module} ──Modbus──▶ PLC {site.Plc}");
        Line($"                       └──events──▶ MQTT broker {site.Broker} ──▶ central console {site.Central.Pages}");
        Line("");
        Line("  The policy:");
        foreach (string line in DemoSite.Policy.Split('\n')) Line("    [grey]" + Markup.Escape(line.TrimEnd('\r')) + "[/]");
    }

    internal void Step(string title, string who, string what)
    {
        _step++;
        Line("");
        Line($"{_step,2}  [bold]{Markup.Escape(title)}[/]");
        Line($"      {who,-8} {Markup.Escape(what)}");
    }

    internal void Allowed(string outcome) => Line($"      [green]✓ allowed[/]  {Markup.Escape(outcome)}");

    internal void Refused(string outcome) => Line($"      [yellow]✓ refused[/]  {Markup.Escape(outcome)}");

    internal void Stored(string outcome) => Line($"      [green]✓ stored[/]   {Markup.Escape(outcome)}");

    internal void Failed(string why) => Line($"      [red]✗ WRONG[/]    {Markup.Escape(why)}");

    internal void Event(FollowedEvent followed) =>
        Line($"      [grey]event[/]      {Markup.Escape(EventText.Text(followed.Record, followed.Peer))}");

    internal void End(bool asTold, int steps)
    {
        Line("");
        Line(asTold ? $"[green]{steps} steps, every one as told.[/]" : "[red]Not every step went as told.[/]");
    }

    internal void Invite(DemoSite site)
    {
        string edgeguard = OwnCommand();
        string alice = $"--module {site.Module} --identity {site.Folder}/alice";
        Line("");
        Line($"See the refusals in a browser: {site.Central.Pages}");
        Line("  (it warns: the certificate is of a CA of this demo)");
        Line($"  sign in as {DemoAccount.Name}, password {site.Central.Account.Password}, and six digits:");
        Digits(site);
        Line("");
        Line("Now you. In a second terminal:");
        Line("");
        Line($"  {edgeguard} read    {alice} holding 40 2");
        Line($"  {edgeguard} write   {alice} holding 40 1000");
        Line($"  {edgeguard} write   {alice} holding 40 2000");
        Line($"  {edgeguard} request {alice} \"5A 00 41\"");
        Line($"  {edgeguard} policy explain {site.Folder}/pump.policy --role Operator --request \"06 unit 1 address 40 value 2000\"");
        Line($"  {edgeguard} watch   --broker {site.Broker}");
        Line($"  {edgeguard} traffic --broker {site.Broker} --once");
        Line($"  {edgeguard} policy propose --broker {site.Broker}");
        Line("");
        Line("Events show here as they arrive. Ctrl-C ends it all.");
        Line("");
    }

    /// <summary>The second factor of the moment.</summary>
    internal void Digits(DemoSite site) => Line($"    {site.Central.Account.Digits}, good once, for half a minute; Enter shows new ones");

    private void Line(string markup)
    {
        lock (_gate) _console.MarkupLine(markup);
    }

    // As it can be typed from where this one was started: a relative path where that is shorter, the name alone from the PATH.
    private static string OwnCommand()
    {
        string? path = Environment.ProcessPath;
        if (path == null || Path.GetFileNameWithoutExtension(path) == "dotnet") return "dotnet run --project tools/EdgeGuard.Cli --";
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        if (relative.Length >= path.Length) return path;
        return relative.Contains(Path.DirectorySeparatorChar) ? relative : "./" + relative;
    }
}
