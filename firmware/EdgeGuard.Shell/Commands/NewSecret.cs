namespace EdgeGuard.Shell;

/// <summary>Asks for a secret that nobody has yet, until it was typed twice alike.</summary>
/// <remarks>A mistake asks for one line more and never ends the command: who has typed on by habit would show the secret at the prompt.
/// A script types it twice, and is asked once.</remarks>
internal sealed class NewSecret
{
    private readonly ConsoleSession _session;
    private readonly string _prompt;
    private readonly SecretCheck _check;
    private readonly InputHandler _taker;
    private string _first = "";

    private NewSecret(ConsoleSession session, string prompt, SecretCheck check, InputHandler taker)
    {
        _session = session;
        _prompt = prompt;
        _check = check;
        _taker = taker;
    }

    /// <summary>Asks.</summary>
    /// <param name="session">Who is asked.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="check">Whether it can be used.</param>
    /// <param name="taker">Takes it; an empty one, which need not be typed twice, where the check lets it through.</param>
    internal static void Ask(ConsoleSession session, string prompt, SecretCheck check, InputHandler taker)
    {
        new NewSecret(session, prompt, check, taker).AskFirst();
    }

    private void AskFirst()
    {
        _session.Dialogue.Ask(_prompt, "", true, TakeFirst);
    }

    private void TakeFirst(string secret)
    {
        _first = secret;
        if (_session.IsBatch) _session.Dialogue.Ask("", "", true, TakeOfScript);
        else if (!_check(secret)) Again();
        else if (secret.Length == 0) _taker(secret);
        else _session.Dialogue.Ask("and again: ", "", true, TakeSecond);
    }

    private void TakeSecond(string secret)
    {
        if (secret == _first)
        {
            _taker(secret);
            return;
        }
        _session.Fail("the two differ", "type it once more: what was typed twice counts");
        _session.Dialogue.SayFailure();
        _session.Dialogue.Ask("and once more: ", "", true, third => TakeThird(secret, third));
    }

    private void TakeThird(string second, string third)
    {
        if (third != _first && third != second)
        {
            _session.Fail("that differs from both", "start again, or give up with Ctrl-C");
            Again();
        }
        else if (!_check(third))
        {
            Again();
        }
        else
        {
            _taker(third);
        }
    }

    private void TakeOfScript(string secret)
    {
        if (secret != _first) _session.Fail("the two are not the same", "nothing has changed");
        else if (_check(secret)) _taker(secret);
    }

    private void Again()
    {
        _session.Dialogue.SayFailure();
        AskFirst();
    }
}
