using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard demo</c>: the main job in one command, with nothing to install.</summary>
internal static class DemoCommand
{
    private const int Told = 0;
    private const int Failed = 1;

    private const string Description =
        "Makes a throw-away CA and certificates, an MQTT broker, a simulated pump station, a module before it and a central console, all\n"
        + "on 127.0.0.1; tells what gets through and what does not, and stays up for you to try and to look at in a browser. Ends with\n"
        + "Ctrl-C and leaves nothing behind.\n\n"
        + "Example: edgeguard demo --once\n\n"
        + "Exit codes: 0 every step went as told, 1 one did not.";

    internal static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Tells the story, checks every step, and ends." };
        var command = new Command("demo", Description) { once };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(once), new DemoScreen(parsed.InvocationConfiguration.Output), stop));
        return command;
    }

    private static async Task<int> Run(bool once, DemoScreen screen, CancellationToken stop)
    {
        await using DemoSite site = await DemoSite.Start();
        screen.Site(site);
        bool asTold = DemoStory.Tell(site, screen);
        screen.End(asTold, DemoStory.Steps);
        if (once || !asTold) return asTold ? Told : Failed;
        DemoAccount.OnEnter(Console.In, () => screen.Digits(site));
        screen.Invite(site);
        site.Events.Arrived += screen.Event;
        Task panel = Task.Run(() => DemoPanel.Run(site, stop), CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        await panel;
        Console.Error.WriteLine();
        return Told;
    }
}
