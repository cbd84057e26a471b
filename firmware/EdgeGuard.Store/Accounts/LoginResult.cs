using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>The answer to a login. Immutable.</summary>
public sealed class LoginResult
{
    internal LoginResult(LoginFault fault, int waitMs)
    {
        Fault = fault;
        WaitMs = waitMs;
    }

    /// <summary>None, or why not.</summary>
    public LoginFault Fault { get; }

    /// <summary>Milliseconds until the next try; 0: at once.</summary>
    public int WaitMs { get; }

    /// <summary>Who is logged in; null after a fault.</summary>
    public Person? Person { get; internal init; }

    /// <summary>When this account was logged in before, milliseconds since 1970; 0: never, or not known.</summary>
    public long PreviousLoginUtc { get; internal init; }

    /// <summary>Failed tries since then: a person sees whether somebody else has tried.</summary>
    public int FailuresSince { get; internal init; }
}
