using EdgeGuard.Core;

namespace EdgeGuard.Shell;

// From keys to lines.
public sealed partial class ConsoleSession
{
    private const string More = "-- more: space, enter, q --";

    private void Take(Key key)
    {
        if (key == Key.Size)
        {
            _shownLines = _keys.Lines;
            return;
        }
        if (Output.IsHeld && TakeForPage(key)) return;
        if (_follower != null)
        {
            StopFollowing();
            return;
        }
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
                if (!IsBatch) Output.Raw("\r\n");
                if (!IsBatch && !_isHidden) _editor.Redraw(_prompt);
                break;
            case Key.EndOfInput:
                if (_editor.IsEmpty && _asked == null) LeaveByKey();
                else if (_editor.IsEmpty) GiveUp();
                else _editor.Apply(key);
                break;
            default:
                _editor.Apply(key);
                break;
        }
    }

    // True: the key was for the page.
    private bool TakeForPage(Key key)
    {
        if (_isMoreShown) Output.Notice("\r" + new string(' ', More.Length) + "\r");
        _isMoreShown = false;
        char c = key == Key.Character ? _keys.Character : '\0';
        if (c == ' ') Output.Release(PageLines - 1);
        else if (key == Key.Enter) Output.Release(1);
        else if (c == 'q' || key == Key.Cancel) Output.DropHeld();
        else
        {
            Output.ReleaseAll();
            return false;
        }
        return true;
    }

    /// <summary>Ends what is followed, and its command with it.</summary>
    internal void StopFollowing()
    {
        ForgetFollower();
        EndCommand();
    }

    private void ForgetFollower()
    {
        LiveViewEnd? ended = _followEnd;
        _follower = null;
        _followEnd = null;
        ended?.Invoke();
    }

    private void TakeCharacter()
    {
        char c = _keys.Character;
        if (c == '?' && IsHelpWanted())
        {
            ShowHelp();
            return;
        }
        _editor.Insert(_keys.LowHalf == '\0' ? c.ToString() : new string(new[] { c, _keys.LowHalf }));
    }

    // In a quotation it is a character like any other, and so it is in an answer that has begun.
    private bool IsHelpWanted()
    {
        if (IsBatch || _isText) return false;
        if (_asked != null) return _editor.IsEmpty && _questionHelp.Length > 0;
        return _editor.IsAtEnd && !new CommandWords(_editor.Text).IsOpen;
    }

    private void TakeTab()
    {
        if (IsBatch || _isText)
        {
            _editor.Insert(" ");
            return;
        }
        if (_asked != null || !_editor.IsAtEnd) return;
        var completion = new Completion(this, _editor.Text);
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

    private void LeaveByKey()
    {
        if (!IsBatch) Output.Raw("\r\n");
        if (Person == null) HasEnded = true;
        else LogOut(LogoutReason.ByPerson, "Logged out.");
    }

    private void GiveUp()
    {
        if (!IsBatch) Output.Raw("^C\r\n");
        if (_asked != null) Fail("given up", "");
        ForgetQuestion();
        if (HasFailed) EndCommand();
        else BeginLine();
    }

    private void ShowHelp()
    {
        string line = _editor.Text;
        Output.Raw(_asked == null ? "?\r\n" : "\r\n");
        Output.BeginPage();
        if (_asked != null) SettingCommands.Text(this, _questionHelp, "");
        else HelpCommand.AtPoint(this, new Completion(this, line));
        _prompt = _asked == null ? Prompt() : _prompt;
        _editor.Redraw(_prompt);
    }
}
