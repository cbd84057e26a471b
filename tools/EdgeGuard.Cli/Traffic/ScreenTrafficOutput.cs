using System.Collections.Generic;
using System.IO;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary>The tables of now alone: for a person at a terminal who goes on looking.</summary>
internal sealed class ScreenTrafficOutput(IAnsiConsole console, TextWriter output) : ITrafficOutput
{
    private readonly TextTrafficOutput _text = new(output);

    public void Show(IReadOnlyList<TrafficTableView> tables)
    {
        console.Clear();
        _text.Show(tables);
    }
}
