using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Why a request is allowed or refused, line by line. Immutable.</summary>
public sealed class Explanation
{
    internal Explanation(Verdict verdict, Refusal reason, int rule, string request, string headline, ExplainedLine[] lines)
    {
        Verdict = verdict;
        Reason = reason;
        Rule = rule;
        Request = request;
        Headline = headline;
        Lines = lines;
    }

    /// <summary>What the judge says.</summary>
    public Verdict Verdict { get; }

    public Refusal Reason { get; }

    /// <summary>Line number of the line that allows, forbids, or comes nearest; 0 for none.</summary>
    public int Rule { get; }

    /// <summary>The request in words, addresses in both notations.</summary>
    public string Request { get; }

    /// <summary>The verdict in words.</summary>
    public string Headline { get; }

    /// <summary>Every line of the role that names the function, in the order of the text.</summary>
    public ExplainedLine[] Lines { get; }

    /// <summary>All of it as text, lines ended by <c>\n</c>.</summary>
    public override string ToString()
    {
        var text = TextBuilder.New();
        text.Append(Request + "\n" + Headline + "\n");
        for (int i = 0; i < Lines.Length; i++)
        {
            text.Append("  line " + Lines[i].Line + ": " + Lines[i].Text + "\n    " + Lines[i].Why + "\n");
        }
        return text.ToString();
    }
}
