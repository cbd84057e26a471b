namespace EdgeGuard.Shell.Commands;

/// <summary>The module as a whole.</summary>
internal static class SystemCommands
{
    internal static void Reboot(ConsoleSession session, CommandWords words)
    {
        session.Ask("Restart the module? Every client loses its connection. yes/no: ", "'yes' restarts", false, answer =>
        {
            if (answer != "yes") session.Fail("not restarted", "");
            else session.Services.Body.Restart();
        });
    }

    internal static void FactoryReset(ConsoleSession session, CommandWords words)
    {
        string word = session.Person!.Name;
        session.Output.Line("This destroys the module's keys and removes all accounts and settings. Nothing gets through until it is set up again, with the claim code of the label.");
        session.Ask("Type your name (" + word + ") if that is what you want: ", "", false, answer =>
        {
            if (answer != word) session.Fail("nothing was removed", "");
            else if (!session.Services.Body.FactoryReset(session.Person!)) session.Fail("the store refused to write", "the medium is full or worn out");
        });
    }
}
