namespace EdgeGuard.Policy;

/// <summary>One mistake in a text that a person wrote: where, what, and what to do about it. Immutable.</summary>
public sealed class Problem
{
    public Problem(int line, int column, string text, string message, string remedy, bool isWarning)
    {
        Line = line;
        Column = column;
        Text = text;
        Message = message;
        Remedy = remedy;
        IsWarning = isWarning;
    }

    /// <summary>From 1; 0 when it is about the whole text.</summary>
    public int Line { get; }

    /// <summary>From 1, in characters; 0 when it is about the whole line.</summary>
    public int Column { get; }

    /// <summary>The offending text, as typed.</summary>
    public string Text { get; }

    /// <summary>What is wrong, one sentence without full stop.</summary>
    public string Message { get; }

    /// <summary>What would be right.</summary>
    public string Remedy { get; }

    /// <summary>Whether the text can be used all the same.</summary>
    public bool IsWarning { get; }

    /// <summary><c>line:column: error: message (remedy)</c>, for a log or a console without colours.</summary>
    public override string ToString()
    {
        string head = Line.ToString() + ":" + Column.ToString() + (IsWarning ? ": warning: " : ": error: ") + Message;
        return Remedy.Length > 0 ? head + " (" + Remedy + ")" : head;
    }
}
