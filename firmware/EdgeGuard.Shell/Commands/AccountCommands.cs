using EdgeGuard.Core;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Who may use the console.</summary>
internal static class AccountCommands
{
    internal const string CodeHelp = "six digits, new every 30 seconds";

    internal static void List(ConsoleSession session, CommandWords words)
    {
        Account[] accounts = session.Services.Accounts.List();
        for (int i = 0; i < accounts.Length; i++)
        {
            Account account = accounts[i];
            string line = TerminalText.Padded(account.Name, 16) + TerminalText.Padded(AccountLevelText.Of(account.Level), 12)
                + TerminalText.Padded(account.HasSecondFactor ? "app" : "password alone", 16)
                + (account.LastLoginUtc > 0 ? TerminalText.Utc(account.LastLoginUtc) : "never logged in");
            if (account.WaitMs > 0) line += "  LOCKED for " + (account.WaitMs + 999) / 1000 + " s";
            session.Output.Line(line);
        }
    }

    internal static void Add(ConsoleSession session, CommandWords words)
    {
        string name = words[2];
        AccountLevel level = AccountLevelText.Parse(words[3]);
        if (!AccountLimits.IsName(name))
        {
            Finish(session, AccountFault.NameMalformed);
        }
        else if (level == AccountLevel.None)
        {
            Finish(session, AccountFault.LevelUnknown);
        }
        else
        {
            AskPassword(
                session, name, password => Finish(session, session.Services.Accounts.Create(session.Person!, name, level, password)));
        }
    }

    internal static void Remove(ConsoleSession session, CommandWords words)
    {
        Finish(session, session.Services.Accounts.Remove(session.Person!, words[2]));
    }

    internal static void Level(ConsoleSession session, CommandWords words)
    {
        Finish(session, session.Services.Accounts.SetLevel(session.Person!, words[2], AccountLevelText.Parse(words[3])));
    }

    internal static void Unlock(ConsoleSession session, CommandWords words)
    {
        Finish(session, session.Services.Accounts.Unlock(session.Person!, words[2]));
    }

    internal static void RemoveSecondFactor(ConsoleSession session, CommandWords words)
    {
        Finish(session, session.Services.Accounts.RemoveSecondFactor(session.Person!, words[2]));
    }

    internal static void Password(ConsoleSession session, CommandWords words)
    {
        string name = words.Count > 2 ? words[2] : session.Person!.Name;
        AskPassword(session, name, password => Finish(session, session.Services.Accounts.SetPassword(session.Person!, name, password)));
    }

    internal static void SecondFactor(ConsoleSession session, CommandWords words)
    {
        if (ShowSecondFactor(session)) AskCode(session);
    }

    /// <summary>A new secret, as a URI and as a picture that an app can scan. True when there is one.</summary>
    internal static bool ShowSecondFactor(ConsoleSession session)
    {
        string module = SettingCommands.ValueIn(session.Services.Configurations.CandidateSettings, SettingKeys.Module);
        AccountFault fault = session.Services.Accounts.NewSecondFactor(session.Person!, module == "-" ? "module" : module, out string uri);
        Finish(session, fault);
        if (fault != AccountFault.None) return false;
        // A picture cut by a page cannot be scanned.
        session.Output.PageLines = 0;
        string[] picture = QrPicture.Lines(uri);
        for (int i = 0; i < picture.Length; i++) session.Output.Line(picture[i]);
        session.Output.Line(
            "Scan it with an authenticator app that supports SHA-256 (FreeOTP, Aegis, 1Password, Google Authenticator on an iPhone), or "
                + "type this into one:");
        session.Output.Whole(uri);
        return true;
    }

    /// <summary>Puts the second factor in force. True when the code was right.</summary>
    internal static bool ConfirmCode(ConsoleSession session, string code)
    {
        AccountFault fault = session.Services.Accounts.ConfirmSecondFactor(session.Person!, code);
        Finish(session, fault);
        return fault == AccountFault.None;
    }

    /// <summary>Asks for a new password, twice.</summary>
    internal static void AskPassword(ConsoleSession session, string name, InputHandler taker)
    {
        NewSecret.Ask(session, "new password: ", password =>
        {
            AccountFault fault = Accounts.PasswordFault(name, password);
            Finish(session, fault);
            return fault == AccountFault.None;
        }, taker);
    }

    // The same secret until a code is right: what was scanned needs no second scan.
    private static void AskCode(ConsoleSession session)
    {
        session.Dialogue.Ask("code that the app shows (Enter: not now): ", CodeHelp, false, code =>
        {
            if (code.Length == 0) session.Fail("the second factor is as it was", "'account code' makes another secret");
            else if (!ConfirmCode(session, code) && !session.IsBatch) AskCode(session);
        });
    }

    /// <summary>Says why nothing changed, if nothing did.</summary>
    internal static void Finish(ConsoleSession session, AccountFault fault)
    {
        if (fault != AccountFault.None) session.Fail(AccountFaultText.Message(fault), Remedy(session, fault));
    }

    /// <summary>What to do where an app's code does not fit.</summary>
    internal static string CodeRemedy(ConsoleSession session)
    {
        return "type the six digits that the app shows now; the module's time is " + TerminalText.Utc(session.Services.Clock.Utc)
            + ", is the phone's the same? If none ever fits, the app may support SHA-1 only";
    }

    private static string Remedy(ConsoleSession session, AccountFault fault)
    {
        switch (fault)
        {
            case AccountFault.Code: return CodeRemedy(session);
            case AccountFault.ClaimCode: return AccountFaultText.Remedy(fault) + "; it is " + session.Services.Platform.ClaimCodePlace;
            case AccountFault.Locked: return "wait " + (session.Services.Accounts.ClaimWaitMs + 999) / 1000 + " seconds, and try again";
            default: return AccountFaultText.Remedy(fault);
        }
    }
}
