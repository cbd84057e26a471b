namespace EdgeGuard.Shell;

/// <summary>The module as a whole.</summary>
internal static class SystemCommands
{
    internal static void Reboot(ConsoleSession session, CommandWords words)
    {
        session.Dialogue.Ask("Restart the module? Every client loses its connection. yes/no: ", "'yes' restarts", false, answer =>
        {
            if (answer != "yes") session.Fail("not restarted", "");
            else session.Services.Platform.Restart();
        });
    }
}
