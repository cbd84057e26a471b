using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Leads through the first start, question by question. What was answered is in the candidate at once: giving up and beginning
/// again goes through the same questions with the answers as defaults.</summary>
/// <remarks>An answer that cannot be taken is named at once and asked for again: no mistake ends the guide.</remarks>
internal sealed class SetupGuide
{
    private const int DefaultTrial = 180;

    private readonly ConsoleSession _session;
    private readonly PlcGuide _plc;
    private SetupStep _step;
    private string _claim = "";
    private string _name = "";
    private string _title = "";

    internal SetupGuide(ConsoleSession session)
    {
        _session = session;
        _plc = new PlcGuide(session, () => GoTo(SetupStep.Zone));
        _step = session.Person == null ? SetupStep.Claim : SetupStep.Site;
    }

    /// <summary>Asks what is next.</summary>
    internal void Next()
    {
        switch (_step)
        {
            case SetupStep.Claim:
                Title("1 of 8  Your account");
                LoginCommands.AskClaimCode(_session, TakeClaim);
                break;
            case SetupStep.Name:
                Ask("your name: ", "letters, digits, '.', '_', '-': every change is recorded under it", TakeName);
                break;
            case SetupStep.Password:
                AccountCommands.AskPassword(_session, _name, TakePassword);
                break;
            case SetupStep.Site:
                // Before the second factor: an app with many modules shows each by its name.
                Title("2 of 8  Name");
                AskSetting(SettingKeys.Site, "site: ");
                break;
            case SetupStep.Module:
                AskSetting(SettingKeys.Module, "module: ");
                break;
            case SetupStep.SecondFactor:
                AskSecondFactor();
                break;
            case SetupStep.Code:
                Ask("code that the app shows (Enter: without): ", AccountCommands.CodeHelp, TakeCode);
                break;
            case SetupStep.Listen:
                Title("4 of 8  Network and PLC");
                AskSetting(SettingKeys.ListenTls, "clients connect to: ");
                break;
            case SetupStep.SerialClient:
                if (IsTls()) GoTo(SetupStep.Plc);
                else AskSerialClient();
                break;
            case SetupStep.Plc:
                _plc.Begin();
                break;
            case SetupStep.Zone:
                if (Title("5 of 8  Time")) ShowTime();
                AskSetting(SettingKeys.SiteZone, "time zone: ");
                break;
            case SetupStep.Names:
                Title("6 of 8  Certificates");
                AskNames();
                break;
            case SetupStep.Certificate:
                AskPem("the module's certificate and its chain", RecordName.TlsIdentity);
                break;
            case SetupStep.Authority:
                AskPem("the CA of the clients", RecordName.TlsCa);
                break;
            case SetupStep.RevocationList:
                AskPem("the CA's revocation list", RecordName.TlsCrl);
                break;
            case SetupStep.Policy:
                Title("7 of 8  Policy");
                AskPolicy();
                break;
            case SetupStep.Summary:
                Title("8 of 8  Summary");
                ShowSummary();
                break;
            case SetupStep.Confirm:
                if (_plc.HasBus) AskBus();
                Ask(
                    "Does everything work? 'yes' keeps it, Enter lets the trial run: ",
                    "look at the clients now; without 'confirm' nothing stays", TakeConfirm);
                break;
            default:
                break;
        }
    }

    private void TakeClaim(string code)
    {
        _claim = code;
        GoTo(SetupStep.Name);
    }

    private void TakeName(string name)
    {
        _name = name;
        if (AccountLimits.IsName(name)) GoTo(SetupStep.Password);
        else Again(AccountFaultText.Message(AccountFault.NameMalformed), AccountFaultText.Remedy(AccountFault.NameMalformed));
    }

    private void TakePassword(string password)
    {
        AccountFault fault = _session.Services.Accounts.Claim(_claim, _name, password, _session.Address, out Person? person);
        _claim = "";
        if (person == null)
        {
            // Name, password and code were good: somebody at another console was faster, or the store refused.
            AccountCommands.Finish(_session, fault);
            return;
        }
        _session.Admit(person);
        _session.Output.Line("You are logged in, as the first technician.");
        GoTo(SetupStep.Site);
    }

    private void AskSecondFactor()
    {
        Title("3 of 8  Second factor");
        if (_session.Services.Clock.Trust != ClockTrust.Trusted)
        {
            _session.Output.Line("The module does not know the time, so an app's codes cannot be checked. Later: 'account code'.");
            GoTo(SetupStep.Listen);
            return;
        }
        Ask("the codes of an authenticator app as well? [yes] ", "'no' goes on without; 'account code' does it later", answer =>
        {
            bool isWanted = answer.Length == 0 || answer == "yes" || answer == "y";
            if (!isWanted && answer != "no" && answer != "n")
            {
                Again("'" + answer + "' is neither yes nor no", "Enter for yes, 'no' goes on without");
            }
            else
            {
                GoTo(isWanted && AccountCommands.ShowSecondFactor(_session) ? SetupStep.Code : SetupStep.Listen);
            }
        });
    }

    private void TakeCode(string code)
    {
        if (code.Length == 0 || AccountCommands.ConfirmCode(_session, code)) GoTo(SetupStep.Listen);
        else GoTo(SetupStep.Code);
    }

    private void AskSetting(string name, string prompt)
    {
        SettingKey key = SettingKeys.At(SettingKeys.IndexOf(name));
        string now = SettingCommands.ValueIn(_session.Services.Configurations.CandidateSettings, name);
        string otherwise = now == "-" ? key.Default : now;
        string help = key.Help + "\nits value: " + SettingForm.Of(key);
        Ask(prompt + (otherwise.Length > 0 ? "[" + otherwise + "] " : ""), help, answer =>
        {
            string value = answer.Length > 0 ? answer : otherwise;
            if (value.Length == 0) Again(name + " has no value", key.Help);
            else GoTo(Set(name, value) ? _step + 1 : _step);
        });
    }

    // A module without TLS has clients all the same, or guards nothing.
    private void AskSerialClient()
    {
        SettingKey key = SettingKeys.At(SettingKeys.IndexOf(SettingKeys.ListenSerial));
        Ask("port, format and role of a serial client (Enter: none): ", key.Help + "\nsuch as '/dev/ttyUSB1 9600 8E1 Operator'", answer =>
        {
            if (answer.Length == 0 || Set(SettingKeys.ListenSerial, answer)) GoTo(SetupStep.Plc);
            else GoTo(SetupStep.SerialClient);
        });
    }

    private void ShowTime()
    {
        IClock clock = _session.Services.Clock;
        string text = clock.Trust == ClockTrust.Trusted
            ? TerminalText.Utc(clock.Utc) + ", trusted"
            : "not known; certificates cannot be judged until it is";
        _session.Output.Line("The module's time: " + text);
    }

    private void AskNames()
    {
        if (!IsTls())
        {
            _session.Output.Line("Nobody connects with TLS, so none is needed.");
            GoTo(SetupStep.Policy);
            return;
        }
        string[] installed = _session.Services.Platform.Credentials();
        for (int i = 0; i < installed.Length; i++) _session.Output.Line(installed[i]);
        Ask(
            "certificate's names and addresses (Enter: as installed): ",
            "by which clients reach it, such as '10.0.0.5 pump3.plant.example'; the first is the certificate's name", answer =>
        {
            if (answer.Length == 0)
            {
                GoTo(SetupStep.Policy);
                return;
            }
            GoTo(CredentialCommands.ShowRequest(_session, answer) ? SetupStep.Certificate : SetupStep.Names);
        });
    }

    private void AskPem(string what, string record)
    {
        _session.Dialogue.AskText(what + " (PEM, or nothing)", CredentialSet.MaxBytes, pem =>
        {
            bool isDone = pem.Trim().Length == 0 || CredentialCommands.Install(_session, record, pem);
            GoTo(isDone ? _step + 1 : _step);
        });
    }

    private void AskPolicy()
    {
        _session.Dialogue.AskText("the policy, or nothing to keep the candidate's", GuardLimits.MaxPolicyText, text =>
        {
            if (text.Trim().Length > 0) PolicyCommands.Take(_session, text);
            GoTo(_session.Dialogue.HasFailed ? SetupStep.Policy : SetupStep.Summary);
        });
    }

    private void ShowSummary()
    {
        CommitCommands.ShowDifference(_session);
        ConfigurationReading reading = _session.Services.Configurations.Check();
        _session.Output.Problems("settings", reading.Settings);
        _session.Output.Problems("policy", reading.Policy);
        if (reading.Errors > 0)
        {
            _session.Fail(
                "this cannot be put in force yet",
                "mend it with 'set', 'policy edit', 'install …', then 'commit confirm " + DefaultTrial
                    + "' and 'confirm'; nothing has to be typed again");
            return;
        }
        Ask(
            "Put it in force on trial for how many seconds? [" + DefaultTrial + "] ",
            "until 'confirm'; a restart, or the end of that time, brings the old one back", answer =>
        {
            if (
                !CommandWords.TryNumber(
                    answer.Length == 0 ? DefaultTrial.ToString() : answer, Configurations.MaxTrialSeconds, out int seconds))
            {
                seconds = 0;
            }
            GoTo(CommitCommands.Try(_session, seconds) ? SetupStep.Confirm : SetupStep.Summary);
        });
    }

    private void AskBus()
    {
        PlcCommands.Ping(_session, new CommandWords("ping plc"));
        _session.Dialogue.SayFailure();
    }

    private void TakeConfirm(string answer)
    {
        if (answer == "yes" || answer == "y") CommitCommands.Confirm(_session, new CommandWords("confirm"));
        else _session.Output.Line("On trial: 'confirm' keeps it, 'rollback' ends it.");
    }

    private bool IsTls()
    {
        return SettingCommands.ValueIn(_session.Services.Configurations.CandidateSettings, SettingKeys.ListenTls) != "off";
    }

    private bool Set(string name, string value)
    {
        var problems = new ProblemList();
        CommitFault fault = _session.Services.Configurations.Set(_session.Person!, name, value, problems);
        if (fault == CommitFault.Problems) _session.Fail(problems[0].Message, problems[0].Remedy);
        else CommitCommands.Finish(_session, fault);
        return fault == CommitFault.None;
    }

    private void Ask(string prompt, string help, InputHandler taker)
    {
        _session.Dialogue.Ask(prompt, help, false, taker);
    }

    // A question that is asked again stands under the same title: false.
    private bool Title(string text)
    {
        if (text == _title) return false;
        _title = text;
        _session.Output.Line();
        _session.Output.Line(text);
        return true;
    }

    private void Again(string message, string remedy)
    {
        _session.Fail(message, remedy);
        GoTo(_step);
    }

    private void GoTo(SetupStep step)
    {
        _session.Dialogue.SayFailure();
        _step = step;
        Next();
    }
}
