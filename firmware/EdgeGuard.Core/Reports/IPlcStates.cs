namespace EdgeGuard.Core;

/// <summary>Tells how the PLCs are. Any thread.</summary>
public interface IPlcStates
{
    /// <summary>Counts the changes, so that who reports them sees that there is something new.</summary>
    int PlcChanges { get; }

    /// <summary>One for each line behind the module, in their order.</summary>
    PlcStatus[] Plcs();
}
