namespace EdgeGuard.Core;

/// <summary>What one line of a policy says of one request. Immutable.</summary>
public sealed class ExplainedLine
{
    internal ExplainedLine(int line, string role, string text, string why, bool allows)
    {
        Line = line;
        Role = role;
        Text = text;
        Why = why;
        Allows = allows;
    }

    /// <summary>Line number in the text, from 1.</summary>
    public int Line { get; }

    /// <summary>The role that the line stands under.</summary>
    public string Role { get; }

    /// <summary>The line in canonical form.</summary>
    public string Text { get; }

    /// <summary>Why it allows the request or does not.</summary>
    public string Why { get; }

    /// <summary>Whether the line alone allows the request.</summary>
    public bool Allows { get; }
}
