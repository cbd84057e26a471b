namespace EdgeGuard.Core;

/// <summary>What changed of an account. Reported in events: append only.</summary>
public enum AccountChange : byte
{
    None = 0,
    Password = 1,
    Level = 2,
    SecondFactorSet = 3,
    SecondFactorRemoved = 4,
    Unlocked = 5,
}
