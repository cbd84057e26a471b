namespace EdgeGuard.Core;

/// <summary>Names of what a trace shows.</summary>
public static class TraceDialText
{
    /// <summary>The dials by their names, such as <c>link, request</c>.</summary>
    public static string Of(TraceDial dials)
    {
        string text = "";
        if ((dials & TraceDial.Link) != 0) text += ", link";
        if ((dials & TraceDial.Frame) != 0) text += ", frame";
        if ((dials & TraceDial.Request) != 0) text += ", request";
        return text.Length == 0 ? "" : text.Substring(2);
    }
}
