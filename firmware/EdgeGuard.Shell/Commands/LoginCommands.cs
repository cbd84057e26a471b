using EdgeGuard.Core;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Coming, going, and the terminal's manners.</summary>
internal static class LoginCommands
{
    internal static void Login(ConsoleSession session, CommandWords words)
    {
        if (session.Person != null)
        {
            session.Fail(session.Person.Name + " is logged in here", "'logout' first");
            return;
        }
        if (!session.Services.Accounts.IsClaimed)
        {
            session.Fail("this module has no accounts yet", "'setup' makes the first one");
            return;
        }
        if (words.Count > 1) AskPassword(session, words[1]);
        else session.Dialogue.Ask("name: ", "the name of your account", false, name => AskPassword(session, name));
    }

    internal static void Claim(ConsoleSession session, CommandWords words)
    {
        string name = words[1];
        if (session.Services.Accounts.IsClaimed)
        {
            AccountCommands.Finish(session, AccountFault.AlreadyClaimed);
        }
        else if (!AccountLimits.IsName(name))
        {
            AccountCommands.Finish(session, AccountFault.NameMalformed);
        }
        else
        {
            AskClaimCode(session, code => AccountCommands.AskPassword(session, name, password =>
            {
                AccountFault fault = session.Services.Accounts.Claim(code, name, password, session.Address, out Person? person);
                AccountCommands.Finish(session, fault);
                if (person != null) session.Admit(person);
            }));
        }
    }

    /// <summary>Asks for the claim code until it is right; a script's is looked at together with all else.</summary>
    internal static void AskClaimCode(ConsoleSession session, InputHandler taker)
    {
        // It is the same again after a factory reset, so it is not shown: a session's log is kept.
        session.Dialogue.Ask(
            "claim code: ", "twelve letters and digits, " + session.Services.Platform.ClaimCodePlace + "; not shown", true, code =>
        {
            AccountFault fault = session.IsBatch ? AccountFault.None : session.Services.Accounts.CheckClaimCode(code, session.Address);
            if (fault == AccountFault.None)
            {
                taker(code);
                return;
            }
            AccountCommands.Finish(session, fault);
            if (fault == AccountFault.AlreadyClaimed) return;
            session.Dialogue.SayFailure();
            AskClaimCode(session, taker);
        });
    }

    /// <summary>The way back in where nobody knows a password any more.</summary>
    internal static void ForgetAccounts(ConsoleSession session, CommandWords words)
    {
        if (!session.Services.Accounts.IsClaimed)
        {
            session.Fail("nobody has an account here", "'setup' makes the first one");
            return;
        }
        if (!MayForget(session)) return;
        if (!session.IsBatch)
        {
            session.Output.Line("This removes all accounts. Settings, policy and certificates stay, and clients are served meanwhile.");
        }
        AskClaimCode(session, code =>
        {
            // The key may have been turned back meanwhile.
            if (!MayForget(session)) return;
            AccountFault fault = session.Services.Accounts.Forget(code, session.Address);
            AccountCommands.Finish(session, fault);
            if (fault == AccountFault.None && !session.IsBatch)
            {
                session.Output.Line("All accounts are removed. 'claim NAME' or 'setup' makes the first one.");
            }
        });
    }

    internal static void Logout(ConsoleSession session, CommandWords words)
    {
        bool hasChanges = session.Services.Configurations.HasChanges;
        if (!session.Leave(LogoutReason.ByPerson))
        {
            session.Dialogue.HasEnded = true;
        }
        else if (hasChanges && !session.IsBatch)
        {
            session.Output.Line("The candidate has changes that are not committed. They are kept until a restart.");
        }
    }

    internal static void Terminal(ConsoleSession session, CommandWords words)
    {
        bool isLines = SettingText.TryNumber(words[2], out long lines);
        if (words[1] == "lines" && isLines && (lines == 0 || (lines >= 5 && lines <= 200)))
        {
            session.Manners.PageLines = (int)lines;
        }
        else if (words[1] == "batch" && (words[2] == "on" || words[2] == "off"))
        {
            session.Manners.IsBatch = words[2] == "on";
        }
        else if ((words[1] == "vt100" || words[1] == "plain") && words.Count == 2)
        {
            session.Manners.IsVt100 = words[1] == "vt100";
        }
        else
        {
            session.Fail(
                "'" + words.Rest(1) + "' is no manner of a terminal", "'terminal lines 24', 'lines 0', 'vt100', 'plain', 'batch on'");
        }
    }

    private static bool MayForget(ConsoleSession session)
    {
        string problem = session.Services.Platform.WayBackProblem(out string remedy);
        if (problem.Length > 0) session.Fail(problem, remedy);
        return problem.Length == 0;
    }

    private static void AskPassword(ConsoleSession session, string name)
    {
        session.Dialogue.Ask("password: ", "", true, password => Check(session, name, password, ""));
    }

    private static void Check(ConsoleSession session, string name, string password, string code)
    {
        LoginResult result = session.Services.Accounts.Login(name, password, code, session.Address);
        if (result.Fault == LoginFault.CodeNeeded)
        {
            session.Dialogue.Ask(CodePrompt(session), "", true, typed => Check(session, name, password, typed));
            return;
        }
        if (result.Person == null)
        {
            session.Fail(LoginFaultText.Of(result.Fault), Remedy(session, result));
            if (!session.IsBatch && result.Fault == LoginFault.NameOrPassword && result.WaitMs == 0) AskAgain(session, name);
            return;
        }
        session.Admit(result.Person);
        if (!session.IsBatch) Welcome(session, result);
    }

    // Who types on by habit would show the password at the prompt.
    private static void AskAgain(ConsoleSession session, string name)
    {
        session.Dialogue.SayFailure();
        session.Dialogue.Ask("password (Enter: another name): ", "", true, password =>
        {
            if (password.Length == 0) session.Fail("nobody is logged in", "login NAME");
            else Check(session, name, password, "");
        });
    }

    private static string CodePrompt(ConsoleSession session)
    {
        if (session.Services.Clock.Trust == ClockTrust.Trusted) return "code of the app: ";
        return "claim code, " + session.Services.Platform.ClaimCodePlace + " (the module's time is not trusted): ";
    }

    private static string Remedy(ConsoleSession session, LoginResult result)
    {
        string wait = result.WaitMs > 0 ? "wait " + (result.WaitMs + 999) / 1000 + " seconds before the next try" : "";
        if (result.Fault == LoginFault.NameOrPassword && wait.Length == 0) return "if nobody knows a password any more: 'forget-accounts'";
        if (result.Fault != LoginFault.Code || session.Services.Clock.Trust != ClockTrust.Trusted) return wait;
        return AccountCommands.CodeRemedy(session) + (wait.Length > 0 ? "; " + wait : "");
    }

    private static void Welcome(ConsoleSession session, LoginResult result)
    {
        string before = result.PreviousLoginUtc > 0 ? "last login " + TerminalText.Utc(result.PreviousLoginUtc) : "first login";
        string failures = result.FailuresSince == 0 ? "" : ", " + result.FailuresSince + " failed since";
        session.Output.Line(session.Person!.Name + ", " + AccountLevelText.Of(session.Person.Level) + "; " + before + failures + ".");
        string isolation = IsolateCommands.Words(session);
        if (isolation.Length > 0) session.Output.Line("ISOLATED: " + isolation + " ('isolate off').");
        if (session.Notices.IsObserving) session.Output.Line("OBSERVE: what the policy does not allow is let through, and reported.");
        string released = PlcWords.Released(session.Services);
        if (released.Length > 0) session.Output.Line("RELEASED: " + released + " ('plc release off').");
        string[] plcs = PlcWords.Alarms(session.Services);
        for (int i = 0; i < plcs.Length; i++) session.Output.Line("ALARM: " + plcs[i] + ".");
        string[] alarms = ExpiryAlarms.Of(session.Services);
        for (int i = 0; i < alarms.Length; i++) session.Output.Line("ALARM: " + alarms[i] + ".");
        if (session.Services.Configurations.HasChanges)
        {
            session.Output.Line("The candidate has changes that are not committed: 'diff' shows them, 'discard' drops them.");
        }
    }
}
