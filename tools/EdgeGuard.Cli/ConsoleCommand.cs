using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard console</c>: a module's console from a laptop.</summary>
internal static class ConsoleCommand
{
    private const string Description =
        "The technician's console of a module: over a serial port (115,200 Bd, 8N1), or a port on loopback.\n\n"
        + "Every key goes to the module; Ctrl-] ends. --log writes down what the module shows, with the times of its lines. Passwords are\n"
        + "not shown and so not in it; the claim code, a new second factor and a backup are: the file is for its owner alone (mode "
            + "600).\n\n"
        + "Examples:\n"
        + "  edgeguard console /dev/ttyUSB0 --log visit.log\n"
        + "  edgeguard console 127.0.0.1:8023\n\n"
        + "Exit codes: 0 ended by the person, 1 the line cannot be had or has ended, 2 wrong arguments.";

    internal static Command Create()
    {
        var port = new Argument<string>("port") { Description = "A serial port's path, or HOST:PORT." };
        var log = new Option<string?>("--log")
        {
            Description = "Writes down what is shown; adds to the file if it is there.",
            HelpName = "FILE",
        };
        var command = new Command("console", Description) { port, log };
        command.SetAction(
            parsed => new ConsoleCall(parsed.InvocationConfiguration.Error).Run(parsed.GetValue(port)!, parsed.GetValue(log)));
        return command;
    }
}
