using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>Every command there is, in the order of help: the one place for names, levels, help and completion.</summary>
internal static class CommandTable
{
    private const AccountLevel Anybody = AccountLevel.None;
    private const AccountLevel Viewer = AccountLevel.Viewer;
    private const AccountLevel Technician = AccountLevel.Technician;

    private static readonly Command[] All =
    {
        new Command("help", "[COMMAND]", Anybody, "lists the commands", HelpCommand.Run) { Words = Of(WordKind.Command) },
        new Command("setup", "", Anybody, "leads through the first start", SetupCommand.Run),
        new Command("claim", "NAME", Anybody, "makes the first account, with the claim code", LoginCommands.Claim),
        new Command("login", "[NAME]", Anybody, "logs in", LoginCommands.Login),
        new Command("forget-accounts", "", Anybody,
            "where nobody knows a password any more: the way back in", LoginCommands.ForgetAccounts),
        new Command("logout", "", Anybody, "logs out; the candidate stays", LoginCommands.Logout),
        new Command("terminal", "lines N | vt100 | plain | batch on|off", Anybody,
            "lines a page (0: no pages) where the terminal does not say; its kind; for a script", LoginCommands.Terminal)
        {
            Choices = "lines vt100 plain batch",
        },
        new Command("version", "", Anybody, "the version of the software", SeeingCommands.Version),
        new Command("status", "", Viewer, "the state of the module", StatusCommand.Run),
        new Command("sessions", "", Viewer, "which clients are connected", SeeingCommands.Sessions),
        new Command("kill", "SESSION", Technician, "ends a client's session", SeeingCommands.Kill) { Words = Of(WordKind.Session) },
        new Command("counters", "[all]", Viewer, "what was counted since the start; 'all': zeros too", SeeingCommands.Counters)
        {
            Choices = "all",
        },
        new Command("events", "[refused | changes] [N | follow]", Viewer,
            "the last events, refusals or changes; 'follow': each as it comes", SeeingCommands.Events)
        {
            Choices = "follow refused changes",
        },
        new Command("trace", "DIAL [DIAL] [DIAL] [--values] [session N] [unit N] [N]", Viewer,
            "what happens, live: link, frame, request", TraceCommand.Run) { Choices = "link frame request --values session unit" },
        new Command("traffic", "[rate | client N]", Viewer,
            "who asks what of whom, latest or most often first", TrafficCommands.Show)
        {
            Choices = "rate client",
        },
        new Command("traffic reset", "", Technician, "forgets it, and records anew", TrafficCommands.Reset),
        new Command("inventory", "", Viewer, "which units there are, and what they say they are", TrafficCommands.Inventory),
        new Command("show", "[KEY | running]", Viewer, "the candidate's settings, one of them, or those in force", SettingCommands.Show)
        {
            Words = Of(WordKind.Key),
        },
        new Command("set", "KEY VALUE", Technician, "changes a setting of the candidate", SettingCommands.Set)
        {
            Words = Of(WordKind.Key, WordKind.Value),
        },
        new Command("unset", "KEY [VALUE]", Technician, "removes a setting, or one line of a repeating one", SettingCommands.Unset)
        {
            Words = Of(WordKind.Key, WordKind.Free),
        },
        new Command(
            "diff", "[live]", Viewer, "what a commit would change; 'live': what a trial refuses that was allowed", CommitCommands.Diff)
        {
            Choices = "live",
        },
        new Command("check", "", Viewer, "all problems of the candidate", CommitCommands.Check),
        new Command("commit", "", Technician, "puts the candidate in force and stores it", CommitCommands.Commit),
        new Command(
            "commit confirm", "SECONDS", Technician, "puts it in force on trial: it is undone then, unless confirmed",
            CommitCommands.OnTrial)
        {
            Choices = "180",
        },
        new Command("confirm", "", Technician, "keeps what is on trial", CommitCommands.Confirm),
        new Command("rollback", "", Technician, "ends a trial, or makes the previous configuration the candidate", CommitCommands.Rollback),
        new Command("discard", "", Technician, "makes the candidate the same as what is in force", CommitCommands.Discard),
        new Command("mode", "[enforce | observe]", Technician, "sets the candidate's mode; then 'commit'", ModeCommand.Run)
        {
            Choices = GuardModeText.Of(GuardMode.Enforce) + " " + GuardModeText.Of(GuardMode.Observe),
        },
        new Command("isolate on", "", Technician, "ends every session and lets nobody in, until it is off", IsolateCommands.On),
        new Command("isolate off", "", Technician, "lets clients in again", IsolateCommands.Off),
        new Command("clock", "", Viewer, "the module's time and its source, and the site's time", ClockCommands.Show),
        new Command("clock set", "YYYY-MM-DD HH:MM:SSZ", Technician, "sets the clock, in UTC, where a person can", ClockCommands.Set),
        new Command("policy edit", "", Technician, "takes a policy, pasted, until a line 'end'", PolicyCommands.Edit),
        new Command("policy show", "[running] [plain]", Viewer,
            "the candidate's policy, or the one in force; 'plain': without numbers", PolicyCommands.Show) { Choices = "running plain" },
        new Command("policy add", "[ROLE | after N] LINE", Technician,
            "adds a line to the candidate's policy, behind those of its kind", PolicyLineCommands.Add)
        {
            Words = Of(WordKind.Role, WordKind.Free), Choices = "after allow never role limit refuse",
        },
        new Command("policy remove", "N", Technician, "removes line N, as 'policy show' counts", PolicyLineCommands.Remove),
        new Command("policy replace", "N LINE", Technician,
            "puts a line in place of line N; Tab behind N brings it as it is", PolicyLineCommands.Replace)
        {
            Words = Of(WordKind.Free, WordKind.PolicyLine),
        },
        new Command("policy check", "", Viewer, "all problems of the candidate's policy", PolicyCommands.Check),
        new Command("policy explain", "ROLE REQUEST", Viewer, "how it judges '06 unit 1 address 40 value 2000'", PolicyCommands.Explain)
        {
            Words = Of(WordKind.Role, WordKind.Free),
        },
        new Command("policy propose", "[take] [since WHEN]", Viewer,
            "a policy of what was asked; 'take': to the candidate", ProposeCommand.Run)
        {
            Choices = "take since",
        },
        new Command("credentials", "", Viewer, "which certificates are installed, and their days left", CredentialCommands.List),
        new Command("csr new", "NAME [NAME]", Technician, "a new key, kept here, and its signing request", CredentialCommands.NewRequest),
        new Command("install certificate", "", Technician,
            "takes the module's certificate and chain, PEM; its key too, if made elsewhere", CredentialCommands.Certificate),
        new Command("install ca", "", Technician, "takes the clients' CA, PEM", CredentialCommands.Authority),
        new Command("install crl", "", Technician, "takes the CA's revocation lists, PEM", CredentialCommands.RevocationList),
        new Command("install broker-ca", "", Technician, "takes the broker's CA, PEM", CredentialCommands.BrokerAuthority),
        new Command("install broker-password", "", Technician, "takes the password at the broker", CredentialCommands.BrokerPassword),
        new Command("ping plc", "[UNIT]", Viewer, "asks a unit for one register, in turn with the clients", PlcCommands.Ping),
        new Command("plc read", "UNIT TABLE ADDRESS [N]", Viewer, "reads from a unit: coil, discrete, holding, input", PlcCommands.Read)
        {
            Words = Of(WordKind.Free, WordKind.Choice, WordKind.Free), Choices = "coil discrete holding input",
        },
        new Command("plc release", "[TIME | off]", Technician,
            "releases PLC and buses to another tool, for 10m by default; off: takes them back", PlcReleaseCommand.Run)
        {
            Choices = "10m 1h off",
        },
        new Command("selftest", "", Viewer, "has the module check itself", SelfTestCommand.Run),
        new Command("accounts", "", Viewer, "who may use the console", AccountCommands.List),
        new Command("account add", "NAME LEVEL", Technician, "a new account: viewer or technician", AccountCommands.Add)
        {
            Words = Of(WordKind.Free, WordKind.Choice), Choices = "viewer technician",
        },
        new Command("account remove", "NAME", Technician, "removes an account", AccountCommands.Remove) { Words = Of(WordKind.Account) },
        new Command("account level", "NAME LEVEL", Technician, "makes it a viewer's or a technician's", AccountCommands.Level)
        {
            Words = Of(WordKind.Account, WordKind.Choice), Choices = "viewer technician",
        },
        new Command("account unlock", "NAME", Technician, "forgets failed logins", AccountCommands.Unlock) { Words = Of(WordKind.Account) },
        new Command("account password", "[NAME]", Viewer, "a new password, your own without NAME", AccountCommands.Password)
        {
            Words = Of(WordKind.Account),
        },
        new Command("account code", "", Viewer, "a second factor for yourself: an authenticator app", AccountCommands.SecondFactor),
        new Command(
            "account uncode", "NAME", Technician, "removes the second factor, such as of a lost phone", AccountCommands.RemoveSecondFactor)
        {
            Words = Of(WordKind.Account),
        },
        new Command("backup", "", Technician, "shows a text that 'restore' takes; secrets only wrapped", BackupCommands.Backup),
        new Command("restore", "", Technician, "takes a backup: settings and policy become the candidate", BackupCommands.Restore),
        new Command("seal-key", "", Technician, "shows the key that verifies events, under a passphrase", BackupCommands.SealKey),
        new Command("reboot", "", Technician, "restarts, with what is stored", SystemCommands.Reboot),
        new Command("factory-reset", "", Technician, "removes keys, accounts, settings: claim code again", BackupCommands.FactoryReset),
    };

    internal static int Count
    {
        get { return All.Length; }
    }

    internal static Command At(int index)
    {
        return All[index];
    }

    /// <summary>The command that the first <paramref name="count"/> words begin with; null for none. Two words go before one.</summary>
    internal static Command? Find(CommandWords words, int count)
    {
        Command? found = null;
        for (int i = 0; i < All.Length; i++)
        {
            Command command = All[i];
            if (command.First != words[0] || count < command.NameWords) continue;
            if (command.Second.Length > 0 && command.Second == words[1]) return command;
            if (command.Second.Length == 0) found = command;
        }
        return found;
    }

    internal static string[] FirstWords()
    {
        var words = new string[All.Length];
        for (int i = 0; i < words.Length; i++) words[i] = All[i].First;
        return words;
    }

    /// <summary>What can follow a first word; empty where it is a command by itself.</summary>
    internal static string[] SecondWords(string first)
    {
        int count = 0;
        for (int i = 0; i < All.Length; i++)
        {
            if (All[i].First == first && All[i].Second.Length > 0) count++;
        }
        var words = new string[count];
        count = 0;
        for (int i = 0; i < All.Length; i++)
        {
            if (All[i].First == first && All[i].Second.Length > 0) words[count++] = All[i].Second;
        }
        return words;
    }

    /// <summary>What the commands with the same first word are about.</summary>
    internal static string GroupHelp(string first)
    {
        string[] words = SecondWords(first);
        string help = "";
        for (int i = 0; i < words.Length; i++) help += (i > 0 ? ", " : "") + words[i];
        return help;
    }

    private static WordKind[] Of(WordKind first)
    {
        return new WordKind[] { first };
    }

    private static WordKind[] Of(WordKind first, WordKind second)
    {
        return new WordKind[] { first, second };
    }

    private static WordKind[] Of(WordKind first, WordKind second, WordKind third)
    {
        return new WordKind[] { first, second, third };
    }
}
