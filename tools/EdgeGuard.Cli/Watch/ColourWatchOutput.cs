using EdgeGuard.Core;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary>One line an event, coloured by what it means: for a person at a terminal.</summary>
internal sealed class ColourWatchOutput(IAnsiConsole console) : IWatchOutput
{
    public void Show(FollowedEvent followed)
    {
        if (followed.Missing > 0) console.Write(new Text(TextWatchOutput.Gap(followed) + "\n", new Style(Color.Red)));
        console.Write(new Text($"{EventText.Time(followed.Record)} {followed.Site}/{followed.Module}  ", new Style(Color.Grey)));
        console.Write(
            new Text(
                EventText.Text(followed.Record, followed.Peer) + SealText.Behind(followed) + "\n",
                new Style(Colour(followed.Record.Code))));
    }

    public void ShowSeal(string site, string module, EventBatch batch, SealState state) =>
        console.Write(new Text(SealText.Line(site, module, batch, state) + "\n", new Style(Color.Red)));

    // By the hundred of the code: changes, sessions, refusals, the PLC, the broker, losses.
    private static Color Colour(EventCode code) => ((int)code / 100) switch
    {
        1 => Color.Aqua,
        2 => code is EventCode.SessionOpened or EventCode.SessionClosed ? Color.Default : Color.Yellow,
        3 => code == EventCode.WriteForwarded ? Color.Green : Color.Yellow,
        4 => code is EventCode.PlcConnected or EventCode.PlcTakenBack ? Color.Green : Color.Orange1,
        9 => Color.Red,
        _ => Color.Default,
    };
}
