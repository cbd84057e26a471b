using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>A module's configuration as a text to keep, and back again.</summary>
internal static class BackupCommands
{
    // Settings, policy and certificates at their longest, in base 64.
    private const int MaxText = 1_048_576;

    internal static void Backup(ConsoleSession session, CommandWords words)
    {
        const string Prompt = "passphrase for keys and accounts (Enter: they are left out): ";
        // A script makes no slip of the fingers.
        if (session.IsBatch)
        {
            session.Dialogue.Ask(Prompt, "", true, passphrase => Make(session, passphrase));
        }
        else
        {
            NewSecret.Ask(
                session, Prompt, passphrase => passphrase.Length == 0 || IsLong(session, passphrase),
                passphrase => Make(session, passphrase));
        }
    }

    internal static void Restore(ConsoleSession session, CommandWords words)
    {
        session.Dialogue.AskText("the backup", MaxText, text => Open(session, text, ""));
    }

    internal static void SealKey(ConsoleSession session, CommandWords words)
    {
        NewSecret.Ask(session, "passphrase for the key: ", passphrase => IsLong(session, passphrase), passphrase =>
        {
            BackupFault fault = session.Services.Backups.ShowSealKey(session.Person!, passphrase, out string text);
            session.Output.PageLines = 0;
            if (fault == BackupFault.None) WholeLines(session, text);
            Finish(session, fault);
            if (fault == BackupFault.None && !session.IsBatch)
            {
                session.Output.Line("'edgeguard seal-key' makes a file of it, for 'edgeguard watch --seal-key'.");
            }
        });
    }

    internal static void FactoryReset(ConsoleSession session, CommandWords words)
    {
        string name = session.Person!.Name;
        if (!session.IsBatch)
        {
            session.Output.Line(
                "This destroys the module's keys and removes all accounts and settings. Nothing gets through until it is set up again, "
                    + "with the claim code.");
        }
        session.Dialogue.Ask("Type your name (" + name + ") if that is what you want: ", "", false, answer =>
        {
            if (answer != name)
            {
                session.Fail("nothing was removed", "");
                return;
            }
            BackupFault fault = session.Services.Backups.FactoryReset(session.Person!);
            Finish(session, fault);
            if (fault == BackupFault.None) session.Services.Platform.Restart();
        });
    }

    private static void Make(ConsoleSession session, string passphrase)
    {
        BackupFault fault = session.Services.Backups.Make(session.Person!, passphrase, out string text);
        // Whoever copies it from the screen must not have to press keys meanwhile.
        session.Output.PageLines = 0;
        if (fault == BackupFault.None) WholeLines(session, text);
        Finish(session, fault);
    }

    private static bool IsLong(ConsoleSession session, string passphrase)
    {
        if (passphrase.Length >= AccountLimits.MinPassword) return true;
        Finish(session, BackupFault.PassphraseTooShort);
        return false;
    }

    private static void Open(ConsoleSession session, string text, string passphrase)
    {
        OpenBackup? backup = session.Services.Backups.Open(session.Person!, text, passphrase, out BackupFault fault);
        if (backup != null)
        {
            if (session.IsBatch || backup.People.Length == 0) Take(session, backup);
            else AskForAccounts(session, backup);
            return;
        }
        bool isMistyped = fault == BackupFault.Mac && passphrase.Length > 0 && !session.IsBatch;
        if (isMistyped || (fault == BackupFault.PassphraseNeeded && passphrase.Length == 0)) AskPassphrase(session, text, isMistyped);
        else Finish(session, fault);
    }

    // What was pasted is kept: it need not be pasted again for a slip of the fingers.
    private static void AskPassphrase(ConsoleSession session, string text, bool isMistyped)
    {
        if (isMistyped)
        {
            Finish(session, BackupFault.Mac);
            session.Dialogue.SayFailure();
        }
        session.Dialogue.Ask("passphrase of the backup: ", "", true, typed =>
        {
            if (typed.Length == 0) session.Fail("nothing was restored", "");
            else Open(session, text, typed);
        });
    }

    private static void AskForAccounts(ConsoleSession session, OpenBackup backup)
    {
        Account[] now = session.Services.Accounts.List();
        string names = "";
        for (int i = 0; i < now.Length; i++) names += (i > 0 ? ", " : "") + now[i].Name + " (" + AccountLevelText.Of(now[i].Level) + ")";
        session.Output.Line("Accounts of this module: " + names + ".");
        session.Output.Line(
            "Accounts of the backup: " + Listed(backup.People)
                + ". They come in place of them, with the passwords and second factors that they had then.");
        AskYes(session, backup);
    }

    private static void AskYes(ConsoleSession session, OpenBackup backup)
    {
        session.Dialogue.Ask(
            "Restore it? yes/no: ", "'yes' takes accounts and certificates over at once; settings and policy become the candidate", false,
            answer =>
        {
            if (answer == "yes") Take(session, backup);
            else if (answer == "no") session.Fail("nothing was restored", "");
            else AskYes(session, backup);
        });
    }

    private static void Take(ConsoleSession session, OpenBackup backup)
    {
        var problems = new ProblemList();
        BackupFault fault = session.Services.Backups.Restore(session.Person!, backup, problems);
        session.Output.Problems("backup", problems);
        Finish(session, fault);
        if (fault != BackupFault.None || session.IsBatch) return;
        session.Output.Line("Certificates are installed; settings and policy are the candidate: 'diff', 'check', 'commit confirm 180'.");
        if (backup.People.Length == 0) session.Output.Line("Accounts are as they were.");
        else session.Output.Line("Accounts are now those of the backup: " + Listed(backup.People) + ".");
        if (!session.Services.Accounts.IsCurrent(session.Person!)) session.Output.Line("Yours has changed or is gone: log in again.");
    }

    private static string Listed(string[] people)
    {
        string text = "";
        for (int i = 0; i < people.Length; i++) text += (i > 0 ? ", " : "") + people[i];
        return text;
    }

    private static void Finish(ConsoleSession session, BackupFault fault)
    {
        if (fault != BackupFault.None) session.Fail(BackupFaultText.Message(fault), BackupFaultText.Remedy(fault));
    }

    private static void WholeLines(ConsoleSession session, string text)
    {
        for (var lines = new TextLines(text); lines.Next();) session.Output.Whole(lines.Line);
    }
}
