using EdgeGuard.Policy.Problems;
using EdgeGuard.Store.Backups;

namespace EdgeGuard.Shell.Commands;

/// <summary>A module's configuration as a text to keep, and back again.</summary>
internal static class BackupCommands
{
    // Settings, policy and certificates at their longest, in base 64.
    private const int MaxText = 1_048_576;

    internal static void Backup(ConsoleSession session, CommandWords words)
    {
        session.Ask("passphrase for keys and accounts (Enter: they are left out): ", "", true, passphrase =>
        {
            BackupFault fault = session.Services.Backups.Make(session.Person!, passphrase, out string text);
            // Whoever copies it from the screen must not have to press keys meanwhile.
            session.Output.PageLines = 0;
            if (fault == BackupFault.None) WholeLines(session, text);
            Finish(session, fault);
        });
    }

    internal static void Restore(ConsoleSession session, CommandWords words)
    {
        session.AskText("the backup", MaxText, text => Take(session, text, ""));
    }

    internal static void SealKey(ConsoleSession session, CommandWords words)
    {
        session.Ask("passphrase for the key: ", "", true, passphrase => session.Ask("and again: ", "", true, again =>
        {
            if (again != passphrase)
            {
                session.Fail("the two are not the same", "type 'seal-key' and try again");
                return;
            }
            BackupFault fault = session.Services.Backups.ShowSealKey(session.Person!, passphrase, out string text);
            session.Output.PageLines = 0;
            if (fault == BackupFault.None) WholeLines(session, text);
            Finish(session, fault);
            if (fault == BackupFault.None && !session.IsBatch) session.Output.Line("'edgeguard seal-key' makes a file of it, for 'edgeguard watch --seal-key'.");
        }));
    }

    internal static void FactoryReset(ConsoleSession session, CommandWords words)
    {
        string name = session.Person!.Name;
        if (!session.IsBatch) session.Output.Line("This destroys the module's keys and removes all accounts and settings. Nothing gets through until it is set up again, with the claim code of the label.");
        session.Ask("Type your name (" + name + ") if that is what you want: ", "", false, answer =>
        {
            if (answer != name)
            {
                session.Fail("nothing was removed", "");
                return;
            }
            BackupFault fault = session.Services.Backups.FactoryReset(session.Person!);
            Finish(session, fault);
            if (fault == BackupFault.None) session.Services.Body.Restart();
        });
    }

    private static void Take(ConsoleSession session, string text, string passphrase)
    {
        var problems = new ProblemList();
        BackupFault fault = session.Services.Backups.Restore(session.Person!, text, passphrase, problems);
        if (fault == BackupFault.PassphraseNeeded && passphrase.Length == 0)
        {
            session.Ask("passphrase of the backup: ", "", true, typed => Take(session, text, typed));
            return;
        }
        session.Tell("backup", problems);
        Finish(session, fault);
        if (fault == BackupFault.None && !session.IsBatch) session.Output.Line("Certificates are installed; settings and policy are the candidate: 'diff', 'check', 'commit confirm 180'.");
    }

    private static void Finish(ConsoleSession session, BackupFault fault)
    {
        if (fault != BackupFault.None) session.Fail(BackupFaultText.Message(fault), BackupFaultText.Remedy(fault));
    }

    private static void WholeLines(ConsoleSession session, string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            session.Output.Whole(text.Substring(at, end - at));
            at = end + 1;
        }
    }
}
