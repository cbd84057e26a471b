namespace EdgeGuard.Policy;

/// <summary>What becomes of a request. The zero value refuses.</summary>
public enum Verdict : byte
{
    Refuse = 0,
    Allow = 1,

    /// <summary>Not decided: a rule needs a value that is not known, or not fresh enough. Read it and judge again.</summary>
    NeedValue = 2,
}
