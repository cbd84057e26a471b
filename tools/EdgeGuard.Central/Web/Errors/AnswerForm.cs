namespace EdgeGuard.Central;

/// <summary>In which form who asked wants to be told that there is no answer.</summary>
internal enum AnswerForm : byte
{
    /// <summary>A page: who asks is a browser, or did not say.</summary>
    Page = 0,

    /// <summary>A line of text.</summary>
    Text = 1,

    /// <summary>An object (RFC 9457).</summary>
    Json = 2,
}
