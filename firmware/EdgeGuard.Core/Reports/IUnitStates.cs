namespace EdgeGuard.Core;

/// <summary>Tells which units there are behind the module, and what they say of themselves. Nobody is asked for that. Any thread.</summary>
public interface IUnitStates
{
    /// <summary>Counts the changes, so that who reports them sees that there is something new. That one was seen again is none.</summary>
    int UnitChanges { get; }

    /// <summary>Those for which a request was let through, by their ids.</summary>
    UnitStatus[] Units();
}
