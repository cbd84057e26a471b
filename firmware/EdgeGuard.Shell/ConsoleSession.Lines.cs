using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Shell;

// From lines to commands, answers and pasted texts.
public sealed partial class ConsoleSession
{
    private readonly StringBuilder _pasted = TextBuilder.New();
    private string _prompt = "";
    private InputHandler? _asked;
    private string _questionHelp = "";
    private bool _isHidden;

    // A text of several lines is being taken.
    private bool _isText;
    private int _textLimit;
    private int _textLines;
    private int _textTooLong;

    /// <summary>Asks for a line; the command goes on with the answer.</summary>
    /// <param name="prompt">The question, with the default in brackets.</param>
    /// <param name="help">What <c>?</c> shows.</param>
    /// <param name="isHidden">Whether it is a secret.</param>
    /// <param name="taker">Takes the answer, without blanks around it unless it is a secret.</param>
    internal void Ask(string prompt, string help, bool isHidden, InputHandler taker)
    {
        _asked = taker;
        _prompt = IsBatch ? "" : prompt;
        if (_prompt.Length > ConsoleOutput.Columns - LineEditor.LeastRoom)
        {
            Output.Line(_prompt.Trim());
            _prompt = "> ";
        }
        _questionHelp = help;
        _isHidden = isHidden;
        _isText = false;
    }

    /// <summary>Takes a text of many lines, until a line that is <c>end</c> alone.</summary>
    internal void AskText(string what, int limit, InputHandler taker)
    {
        if (!IsBatch) Output.Line("Paste " + what + "; a line 'end' ends it.");
        Ask("", "", false, taker);
        _isText = true;
        _textLimit = limit;
        _textLines = 0;
        _textTooLong = 0;
        _pasted.Clear();
    }

    private void BeginLine()
    {
        if (HasEnded) return;
        if (_asked == null)
        {
            _prompt = Prompt();
            _isHidden = false;
        }
        if (_isText && !IsBatch) _editor.BeginPaste();
        else _editor.Begin(_prompt, _isHidden || IsBatch);
    }

    private void TakeEnter()
    {
        string line = _editor.Text;
        int overflow = _editor.Overflow;
        if (!IsBatch && !_editor.IsMuted) Output.Raw("\r\n");
        _editor.Clear();
        Output.BeginPage();
        if (_isText) TakeTextLine(line, overflow);
        else if (overflow > 0) RefuseLongLine(line.Length + overflow);
        else if (_asked != null) Answer(line);
        else Run(line);
    }

    private void RefuseLongLine(int length)
    {
        Fail("the line has " + length.ToString() + " characters, and at most " + LineEditor.MaxLength.ToString() + " fit",
            "nothing was done; texts of many lines go through 'policy edit' and the like");
        EndCommand();
    }

    private void Answer(string line)
    {
        InputHandler taker = _asked!;
        bool isHidden = _isHidden;
        ForgetQuestion();
        taker(isHidden ? line : line.Trim());
        EndCommand();
    }

    private void TakeTextLine(string line, int overflow)
    {
        if (line.Trim() != "end" || overflow > 0)
        {
            _textLines++;
            if (overflow > 0 && _textTooLong == 0) _textTooLong = _textLines;
            if (_pasted.Length <= _textLimit) _pasted.Append(line).Append('\n');
            BeginLine();
            return;
        }
        InputHandler taker = _asked!;
        string text = _pasted.ToString();
        int lines = _textLines;
        int tooLong = _textTooLong;
        ForgetQuestion();
        if (tooLong > 0) Fail("line " + tooLong + " is longer than " + LineEditor.MaxLength + " characters",
            "nothing was taken; break it and paste again");
        else if (text.Length > _textLimit) Fail("the text has more than " + _textLimit + " characters, in " + lines + " lines",
            "nothing was taken; shorten it");
        else
        {
            if (!IsBatch) Output.Line(lines + " lines, " + text.Length + " characters.");
            taker(text);
        }
        EndCommand();
    }

    private void Run(string line)
    {
        var words = new CommandWords(line);
        if (words.Count == 0 || (words[0].Length > 0 && words[0][0] == '#'))
        {
            BeginLine();
            return;
        }
        _history.Add(line);
        if (Person != null && !Services.Accounts.IsCurrent(Person))
        {
            LogOut(LogoutReason.AccountChanged, "Your account was changed meanwhile: log in again.");
            return;
        }
        SeenPolicy = _others.Policy;
        string news = Person == null || IsBatch ? "" : _others.News(Services, Person);
        if (news.Length > 0) Output.Line(news);
        Command? command = CommandTable.Find(words, words.Count);
        if (words.IsOpen) Fail("a quotation is not closed", "write the other \" as well");
        else if (command == null) FailUnknown(words);
        else if (!MayUse(command)) FailLevel(command);
        else command.Run(this, words);
        EndCommand();
    }

    private void FailUnknown(CommandWords words)
    {
        if (words[0].Length == 0)
        {
            Fail("\"\" is no command", "'help' lists all");
            return;
        }
        string[] seconds = CommandTable.SecondWords(words[0]);
        if (seconds.Length > 0)
        {
            string remedy = Spelling.Suggest(words[1], seconds, "'help " + words[0] + "' lists what can follow");
            Fail(words.Count == 1 ? "'" + words[0] + "' wants one more word" : "'" + words[0] + " " + words[1] + "' is no command", remedy);
            return;
        }
        Fail("'" + words[0] + "' is no command", Spelling.Suggest(words[0], CommandTable.FirstWords(), "'help' lists all"));
    }

    private void FailLevel(Command command)
    {
        if (Person == null) Fail("'" + command.Name + "' is for people who are logged in", Services.Accounts.IsClaimed ? "login NAME"
            : "this module is new: 'setup'");
        else Fail("'" + command.Name + "' is for technicians, and " + Person.Name + " is a " + AccountLevelText.Of(Person.Level),
            "ask somebody whose account is a technician's");
    }

    // After a command or an answer: says how it went, unless it goes on.
    private void EndCommand()
    {
        bool goesOn = (_asked != null || _follower != null) && !HasFailed;
        if (IsBatch && !goesOn) Output.Line(HasFailed ? "error " + _failure + (_remedy.Length > 0 ? " (" + _remedy + ")" : "") : "ok");
        if (!IsBatch) SayFailure();
        _failure = "";
        _remedy = "";
        // What the person did himself needs no telling.
        _sawTrial = Services.Configurations.TrialMs > 0;
        if (Person != null) _others.See(Services, Person);
        if (_follower == null) BeginLine();
    }

    private void ForgetQuestion()
    {
        _asked = null;
        _isText = false;
        _isHidden = false;
        _questionHelp = "";
        _pasted.Clear();
    }
}
