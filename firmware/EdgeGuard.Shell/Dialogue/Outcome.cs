using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>What came of a command: that it did what was asked, or why it did not and what would be right.</summary>
internal sealed class Outcome
{
    private string _failure = "";
    private string _remedy = "";

    internal bool HasFailed
    {
        get { return _failure.Length > 0; }
    }

    /// <summary>As a script reads it: <c>ok</c>, or <c>error …</c> with the remedy in brackets.</summary>
    internal string Line
    {
        get { return HasFailed ? "error " + _failure + (_remedy.Length > 0 ? " (" + _remedy + ")" : "") : "ok"; }
    }

    internal void Fail(string message, string remedy)
    {
        _failure = message;
        _remedy = remedy;
    }

    /// <summary>Says what failed, if something has, and forgets it.</summary>
    internal void Say(ConsoleOutput output)
    {
        if (HasFailed) output.Line("error: " + _failure);
        if (HasFailed && _remedy.Length > 0) output.Line("    " + _remedy);
        Clear();
    }

    internal void Clear()
    {
        _failure = "";
        _remedy = "";
    }
}
