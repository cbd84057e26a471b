using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>Where people come to the console from: a UART, standard input, a socket. Never throws.</summary>
public interface IConsolePort
{
    /// <summary>Its name, for events and people.</summary>
    string Name { get; }

    /// <summary>Whether others wait for the line of whoever is there and does nothing.</summary>
    bool IsShared { get; }

    /// <summary>Lines of the terminal at the other end, now; 0 where nobody knows.</summary>
    int Lines { get; }

    /// <summary>Waits for somebody. Null: <paramref name="until"/> (monotonic milliseconds) has passed, or the port is closed. One caller
    /// at a time; a port that has one line gives it again when the link before is closed.</summary>
    ILink? Open(long until);

    /// <summary>Gives nobody a link any more, and wakes who waits. Any thread, any number of times.</summary>
    void Close();
}
