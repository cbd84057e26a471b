using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Shell;

/// <summary>What is typed at one console where nothing is asked: commands, for people who may use them.</summary>
internal sealed class CommandLine : ICommandLine
{
    private readonly ConsoleSession _session;

    internal CommandLine(ConsoleSession session)
    {
        _session = session;
    }

    /// <inheritdoc/>
    public string Prompt
    {
        get { return _session.IsBatch ? "" : _session.Notices.Prompt(_session.Person); }
    }

    /// <inheritdoc/>
    public void Run(string line)
    {
        var words = new CommandWords(line);
        if (words.IsRemark)
        {
            _session.Dialogue.BeginLine();
            return;
        }
        _session.Dialogue.Remember(line);
        if (_session.Login.IsOutdated)
        {
            _session.LogOut(LogoutReason.AccountChanged, "Your account was changed meanwhile: log in again.");
            return;
        }
        string news = _session.Notices.BeforeCommand(_session.Person, _session.IsBatch);
        if (news.Length > 0) _session.Output.Line(news);
        Run(words);
        _session.Dialogue.EndCommand();
    }

    /// <inheritdoc/>
    public void Ended()
    {
        _session.Notices.See(_session.Person);
    }

    /// <inheritdoc/>
    public void LeaveByKey()
    {
        if (_session.Person == null) _session.Dialogue.HasEnded = true;
        else _session.LogOut(LogoutReason.ByPerson, "Logged out.");
    }

    /// <inheritdoc/>
    public Completion Complete(string line)
    {
        return new Completion(_session, line);
    }

    /// <inheritdoc/>
    public void ShowHelp(string line)
    {
        HelpCommand.AtPoint(_session, Complete(line));
    }

    private void Run(CommandWords words)
    {
        Command? command = CommandTable.Find(words, words.Count);
        if (words.IsOpen) _session.Fail("a quotation is not closed", "write the other \" as well");
        else if (command == null) FailUnknown(words);
        else if (!_session.Login.MayUse(command)) FailLevel(command);
        else command.Run(_session, words);
    }

    private void FailUnknown(CommandWords words)
    {
        if (words[0].Length == 0)
        {
            _session.Fail("\"\" is no command", "'help' lists all");
            return;
        }
        string[] seconds = CommandTable.SecondWords(words[0]);
        if (seconds.Length == 0)
        {
            _session.Fail("'" + words[0] + "' is no command", Spelling.Suggest(words[0], CommandTable.FirstWords(), "'help' lists all"));
            return;
        }
        string problem = words.Count == 1 ? "'" + words[0] + "' wants one more word" : "'" + words[0] + " " + words[1] + "' is no command";
        _session.Fail(problem, Spelling.Suggest(words[1], seconds, "'help " + words[0] + "' lists what can follow"));
    }

    private void FailLevel(Command command)
    {
        if (_session.Person == null)
        {
            string remedy = _session.Services.Accounts.IsClaimed ? "login NAME" : "this module is new: 'setup'";
            _session.Fail("'" + command.Name + "' is for people who are logged in", remedy);
            return;
        }
        string who = _session.Person.Name + " is a " + AccountLevelText.Of(_session.Person.Level);
        _session.Fail("'" + command.Name + "' is for technicians, and " + who, "ask somebody whose account is a technician's");
    }
}
