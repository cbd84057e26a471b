using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>Does what a command says.</summary>
internal delegate void CommandRun(ConsoleSession session, CommandWords words);

/// <summary>One command: its name, who may use it, what it does, and how it is explained and completed. Immutable.</summary>
internal sealed class Command
{
    internal Command(string name, string arguments, AccountLevel level, string help, CommandRun run)
    {
        Name = name;
        Arguments = arguments;
        Level = level;
        Help = help;
        Run = run;
        int blank = name.IndexOf(' ');
        First = blank < 0 ? name : name.Substring(0, blank);
        Second = blank < 0 ? "" : name.Substring(blank + 1);
    }

    /// <summary>One word or two.</summary>
    internal string Name { get; }

    /// <summary>The name's first word.</summary>
    internal string First { get; }

    /// <summary>Its second; empty for none.</summary>
    internal string Second { get; }

    /// <summary>What follows the name, for people: capitals stand for values, brackets for what may be left out.</summary>
    internal string Arguments { get; }

    /// <summary>Who may use it; None: everybody, also who has not logged in.</summary>
    internal AccountLevel Level { get; }

    /// <summary>One line.</summary>
    internal string Help { get; }

    internal CommandRun Run { get; }

    /// <summary>What completes the words behind the name, in their order;
    /// the last one stands for all that follow. None: its choices.</summary>
    internal WordKind[] Words { get; init; } = new WordKind[0];

    /// <summary>The words of a <see cref="WordKind.Choice"/>, with blanks between.</summary>
    internal string Choices { get; init; } = "";

    /// <summary>How many words the name has.</summary>
    internal int NameWords
    {
        get { return Second.Length > 0 ? 2 : 1; }
    }

    /// <summary>Name and arguments.</summary>
    internal string Usage
    {
        get { return Arguments.Length > 0 ? Name + " " + Arguments : Name; }
    }
}
