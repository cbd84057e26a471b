using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>The terminal's side of a session: from bytes to keys, from keys to lines, and from lines to commands, answers and pasted
/// texts; pages, and screens that go on by themselves. Knows no command and nobody by name.</summary>
internal sealed class Dialogue
{
    // Escape alone, or a sequence that broke off, is over then.
    private const int SequenceMs = 500;

    // What is handed over at once when more waits; so often in a row is some KB, less than a UART's buffer has to hold.
    internal const int FullInput = 512;
    private const int FullInputsEchoed = 4;

    private const string More = "-- more: space, enter, q --";

    private readonly ICommandLine _commands;
    private readonly Manners _manners;
    private readonly Outcome _outcome = new Outcome();
    private readonly KeyReader _keys = new KeyReader();
    private readonly History _history = new History();
    private readonly LineEditor _editor;
    private string _prompt = "";
    private InputHandler? _asked;
    private string _questionHelp = "";
    private bool _isHidden;
    private PastedText? _pasted;
    private LiveView? _view;
    private LiveViewEnd? _viewEnded;
    private bool _isMoreShown;
    private int _fullInputs;

    internal Dialogue(ICommandLine commands, ConsoleOutput output, Manners manners)
    {
        _commands = commands;
        _manners = manners;
        Output = output;
        _editor = new LineEditor(output);
    }

    internal ConsoleOutput Output { get; }

    /// <summary>When something was typed last, monotonic milliseconds.</summary>
    internal long LastInput { get; private set; }

    /// <summary>Whether it is over: no line begins any more.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>Whether <see cref="Fail"/> was called and nothing said yet.</summary>
    internal bool HasFailed
    {
        get { return _outcome.HasFailed; }
    }

    /// <summary>Whether a person types a command, or nothing: a line can be shown in between.</summary>
    internal bool IsIdle
    {
        get { return !_manners.IsBatch && _asked == null && _view == null && !Output.IsHeld; }
    }

    /// <summary>Begins the first line.</summary>
    internal void Begin(long now)
    {
        LastInput = now;
        BeginLine();
    }

    /// <summary>Takes what was typed.</summary>
    internal void Input(byte[] buffer, int offset, int count, long now)
    {
        if (_keys.IsInside && now - LastInput > SequenceMs) _keys.Reset();
        LastInput = now;
        // Further and further behind: the echo is what is left out, never the input.
        _fullInputs = count >= FullInput ? _fullInputs + 1 : 0;
        _editor.IsMuted = _pasted != null && _fullInputs > FullInputsEchoed;
        for (int i = 0; i < count && !HasEnded; i++)
        {
            // Whoever has typed on already does not wait for pages, and a paste must not be taken for answers to them.
            bool isLast = i == count - 1;
            Output.PageLines = isLast && !_manners.IsBatch ? _manners.PageLines : 0;
            Key key = _keys.Take(buffer[offset + i]);
            if (key != Key.None) Take(key);
        }
        ShowMore();
    }

    /// <summary>Shows what is new of what is followed. Returns when to come back, monotonic milliseconds.</summary>
    internal long Show(long now, long otherwise)
    {
        return _view == null ? otherwise : _view(now);
    }

    /// <summary>Forgets what was typed; nothing begins any more.</summary>
    internal void End()
    {
        _editor.Clear();
        HasEnded = true;
    }

    /// <summary>Asks for a line; the command goes on with the answer.</summary>
    /// <param name="prompt">The question, with the default in brackets.</param>
    /// <param name="help">What <c>?</c> shows.</param>
    /// <param name="isHidden">Whether it is a secret.</param>
    /// <param name="taker">Takes the answer, without blanks around it unless it is a secret.</param>
    internal void Ask(string prompt, string help, bool isHidden, InputHandler taker)
    {
        _asked = taker;
        _prompt = _manners.IsBatch ? "" : prompt;
        if (_prompt.Length > ConsoleOutput.Columns - LineEditor.LeastRoom)
        {
            Output.Line(_prompt.Trim());
            _prompt = "> ";
        }
        _questionHelp = help;
        _isHidden = isHidden;
        _pasted = null;
    }

    /// <summary>Takes a text of many lines, until a line that is <c>end</c> alone.</summary>
    internal void AskText(string what, int limit, InputHandler taker)
    {
        if (!_manners.IsBatch) Output.Line("Paste " + what + "; a line 'end' ends it.");
        Ask("", "", false, taker);
        _pasted = new PastedText(limit);
    }

    /// <summary>Shows something over and over, until a key is pressed or <see cref="StopFollowing"/> is called.</summary>
    /// <param name="view">Shows what is new.</param>
    /// <param name="ended">Called once when it is over, however that came; null for nothing to do.</param>
    internal void Follow(LiveView view, LiveViewEnd? ended)
    {
        if (!_manners.IsBatch) Output.Line("(any key ends it)");
        // Nobody is asked to turn pages meanwhile: the key would end it.
        Output.ReleaseAll();
        _view = view;
        _viewEnded = ended;
    }

    /// <summary>Ends what is followed, and its command with it.</summary>
    internal void StopFollowing()
    {
        ForgetView();
        EndCommand();
    }

    /// <summary>Says that a command did not do what was asked, and what would be right.</summary>
    internal void Fail(string message, string remedy)
    {
        _outcome.Fail(message, remedy);
    }

    /// <summary>Says at once what failed, where a guide goes on.</summary>
    internal void SayFailure()
    {
        _outcome.Say(Output);
    }

    /// <summary>After a command or an answer: says how it went, unless it goes on.</summary>
    internal void EndCommand()
    {
        bool goesOn = (_asked != null || _view != null) && !HasFailed;
        if (_manners.IsBatch && !goesOn) Output.Line(_outcome.Line);
        if (!_manners.IsBatch) _outcome.Say(Output);
        _outcome.Clear();
        _commands.Ended();
        if (_view == null) BeginLine();
    }

    /// <summary>Asks for the next line.</summary>
    internal void BeginLine()
    {
        if (HasEnded) return;
        if (_asked == null)
        {
            _prompt = _commands.Prompt;
            _isHidden = false;
        }
        if (_pasted != null && !_manners.IsBatch) _editor.BeginPaste();
        else _editor.Begin(_prompt, _isHidden || _manners.IsBatch);
    }

    /// <summary>Keeps a line for the arrow keys.</summary>
    internal void Remember(string line)
    {
        _history.Add(line);
    }

    /// <summary>Shows a line in between, and what was being typed below it.</summary>
    internal void Interject(string text)
    {
        Output.Raw("\r\n");
        Output.Line(text);
        _editor.Redraw(_commands.Prompt);
    }

    /// <summary>Says that more waits for a key.</summary>
    internal void ShowMore()
    {
        if (!Output.IsHeld || _isMoreShown) return;
        Output.Notice(More);
        _isMoreShown = true;
    }

    /// <summary>Forgets what was asked.</summary>
    internal void ForgetQuestion()
    {
        _asked = null;
        _pasted = null;
        _isHidden = false;
        _questionHelp = "";
    }

    /// <summary>Forgets what somebody who leaves has typed and followed.</summary>
    internal void ForgetPerson()
    {
        ForgetView();
        _history.Clear();
    }

    private void ForgetView()
    {
        LiveViewEnd? ended = _viewEnded;
        _view = null;
        _viewEnded = null;
        ended?.Invoke();
    }

    private void Take(Key key)
    {
        if (key == Key.Size)
        {
            _manners.ShownLines = _keys.Lines;
            return;
        }
        if (Output.IsHeld && TakeForPage(key)) return;
        if (_view != null) StopFollowing();
        else TakeForLine(key);
    }

    // True: the key was for the page.
    private bool TakeForPage(Key key)
    {
        if (_isMoreShown) Output.Notice("\r" + new string(' ', More.Length) + "\r");
        _isMoreShown = false;
        char c = key == Key.Character ? _keys.Character : '\0';
        if (c == ' ')
        {
            Output.Release(_manners.PageLines - 1);
        }
        else if (key == Key.Enter)
        {
            Output.Release(1);
        }
        else if (c == 'q' || key == Key.Cancel)
        {
            Output.DropHeld();
        }
        else
        {
            Output.ReleaseAll();
            return false;
        }
        return true;
    }

    private void TakeForLine(Key key)
    {
        switch (key)
        {
            case Key.Character:
                TakeCharacter();
                break;
            case Key.Enter:
                TakeEnter();
                break;
            case Key.Cancel:
                GiveUp();
                break;
            case Key.Tab:
                TakeTab();
                break;
            case Key.Up:
            case Key.Down:
                TakeHistory(key);
                break;
            case Key.Redraw:
                Redraw();
                break;
            case Key.EndOfInput:
                TakeEndOfInput();
                break;
            default:
                _editor.Apply(key);
                break;
        }
    }

    private void TakeCharacter()
    {
        char c = _keys.Character;
        if (c == '?' && IsHelpWanted()) ShowHelp();
        else _editor.Insert(_keys.LowHalf == '\0' ? c.ToString() : new string(new[] { c, _keys.LowHalf }));
    }

    // In a quotation it is a character like any other, and so it is in an answer that has begun.
    private bool IsHelpWanted()
    {
        if (_manners.IsBatch || _pasted != null) return false;
        if (_asked != null) return _editor.IsEmpty && _questionHelp.Length > 0;
        return _editor.IsAtEnd && !new CommandWords(_editor.Text).IsOpen;
    }

    private void ShowHelp()
    {
        string line = _editor.Text;
        Output.Raw(_asked == null ? "?\r\n" : "\r\n");
        Output.BeginPage();
        if (_asked != null) Output.Lines(_questionHelp);
        else _commands.ShowHelp(line);
        if (_asked == null) _prompt = _commands.Prompt;
        _editor.Redraw(_prompt);
    }

    private void TakeTab()
    {
        if (_manners.IsBatch || _pasted != null)
        {
            _editor.Insert(" ");
            return;
        }
        if (_asked != null || !_editor.IsAtEnd) return;
        Completion completion = _commands.Complete(_editor.Text);
        string certain = completion.Certain();
        if (certain.Length > 0) _editor.Insert(certain);
        else if (completion.Count > 0) ShowHelp();
        else Output.Raw("\a");
    }

    private void TakeHistory(Key key)
    {
        if (_asked != null) return;
        string? line = key == Key.Up ? _history.Older(_editor.Text) : _history.Newer();
        if (line != null) _editor.Replace(line);
    }

    private void Redraw()
    {
        if (_manners.IsBatch) return;
        Output.Raw("\r\n");
        if (!_isHidden) _editor.Redraw(_prompt);
    }

    private void TakeEndOfInput()
    {
        if (!_editor.IsEmpty)
        {
            _editor.Apply(Key.EndOfInput);
        }
        else if (_asked != null)
        {
            GiveUp();
        }
        else
        {
            if (!_manners.IsBatch) Output.Raw("\r\n");
            _commands.LeaveByKey();
        }
    }

    private void GiveUp()
    {
        if (!_manners.IsBatch) Output.Raw("^C\r\n");
        if (_asked != null) Fail("given up", "");
        ForgetQuestion();
        if (HasFailed) EndCommand();
        else BeginLine();
    }

    private void TakeEnter()
    {
        string line = _editor.Text;
        int overflow = _editor.Overflow;
        if (!_manners.IsBatch && !_editor.IsMuted) Output.Raw("\r\n");
        _editor.Clear();
        Output.BeginPage();
        if (_pasted != null) TakeTextLine(_pasted, line, overflow);
        else if (overflow > 0) RefuseLongLine(line.Length + overflow);
        else if (_asked != null) TakeAnswer(_asked, line);
        else _commands.Run(line);
    }

    private void TakeTextLine(PastedText pasted, string line, int overflow)
    {
        if (pasted.Take(line, overflow))
        {
            BeginLine();
            return;
        }
        InputHandler taker = _asked!;
        ForgetQuestion();
        string problem = pasted.Problem(out string remedy);
        if (problem.Length > 0) Fail(problem, remedy);
        else TakeText(taker, pasted.Text, pasted.Lines);
        EndCommand();
    }

    private void TakeText(InputHandler taker, string text, int lines)
    {
        if (!_manners.IsBatch) Output.Line(lines + " lines, " + text.Length + " characters.");
        taker(text);
    }

    private void TakeAnswer(InputHandler taker, string line)
    {
        bool isHidden = _isHidden;
        ForgetQuestion();
        taker(isHidden ? line : line.Trim());
        EndCommand();
    }

    private void RefuseLongLine(int length)
    {
        Fail("the line has " + length.ToString() + " characters, and at most " + LineEditor.MaxLength.ToString() + " fit",
            "nothing was done; texts of many lines go through 'policy edit' and the like");
        EndCommand();
    }
}
